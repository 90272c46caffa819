using System.Threading.Channels;

namespace Shop;

/// <summary>Paid orders whose customers have not been told yet. When it is full, checkouts wait.</summary>
internal sealed class ConfirmationQueue
{
    private readonly Channel<long> _orders = Channel.CreateBounded<long>(10_000);

    public ValueTask Add(long orderId) => _orders.Writer.WriteAsync(orderId);

    public IAsyncEnumerable<long> Take(CancellationToken cancel) => _orders.Reader.ReadAllAsync(cancel);
}
