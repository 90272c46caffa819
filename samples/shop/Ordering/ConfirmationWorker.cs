namespace Shop;

/// <summary>Tells customers that their orders are paid, one after another, off the path of the checkout.</summary>
internal sealed partial class ConfirmationWorker(
    Database database, Customers customers, ConfirmationQueue queue, ILogger<ConfirmationWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var order in await LeftOver(stoppingToken))
        {
            await TryConfirm(order, stoppingToken);
        }

        await foreach (var order in queue.Take(stoppingToken))
        {
            await TryConfirm(order, stoppingToken);
        }
    }

    private Task<List<long>> LeftOver(CancellationToken cancel) =>
        database.Read(session => session.Query("SELECT id FROM orders WHERE status = 'Paid' ORDER BY id", row => row.GetInt64(0)), cancel);

    private async Task TryConfirm(long orderId, CancellationToken cancel)
    {
        try
        {
            await Confirm(orderId, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // One order that can't be confirmed must not keep the others waiting; it stays paid and is tried at the next start.
            NotConfirmed(failure, orderId);
        }
    }

    private async Task Confirm(long orderId, CancellationToken cancel)
    {
        var order = await database.Read(session => OrderRows.Load(session, orderId), cancel);
        if (order.Status != OrderStatus.Paid)
        {
            return;
        }

        var customer = await customers.Find(order.CustomerId, cancel);
        var letter = ConfirmationLetter.Write(order, customer);
        await database.Write(
            session =>
            {
                OrderRows.Move(session, orderId, [OrderStatus.Paid], OrderStatus.Confirmed);
                return session.Execute(
                    "INSERT INTO outbox (order_id, recipient, letter) VALUES ($id, $recipient, $letter)",
                    ("$id", orderId),
                    ("$recipient", customer.Email),
                    ("$letter", letter));
            },
            cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Order {OrderId} could not be confirmed")]
    private partial void NotConfirmed(Exception failure, long orderId);
}
