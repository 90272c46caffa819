using System.Collections.Concurrent;

namespace Shop;

/// <summary>
/// A payment provider that lives in this process. It charges every valid card, but for those that end in 0002
/// (declined), 0119 (no answer to the first attempt of an order) and 0044 (never an answer). Charging an order twice is
/// the same as charging it once.
/// </summary>
internal sealed class PaymentProvider(RiskCheck risk, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, int> _attempts = new();

    public async Task<PaymentReceipt> Charge(PaymentRequest request, CancellationToken cancel)
    {
        await Task.Delay(AnswerTime(request.OrderId), time, cancel);
        var card = request.Card;
        if (!card.HasValidNumber)
        {
            throw new PaymentDeclinedException("the card number is not valid");
        }

        if (card.ExpiredAt(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)))
        {
            throw new PaymentDeclinedException("the card has expired");
        }

        if (!await risk.Allows(request, cancel))
        {
            throw new PaymentDeclinedException("the risk is too high");
        }

        AnswerOrFail(request);
        return new PaymentReceipt($"PAY-{request.OrderId:D8}", request.Amount, time.GetUtcNow());
    }

    public async Task<PaymentReceipt> Refund(string reference, decimal amount, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(2), time, cancel);
        return new PaymentReceipt($"{reference}-R", -amount, time.GetUtcNow());
    }

    private void AnswerOrFail(PaymentRequest request)
    {
        switch (request.Card.Digits[^4..])
        {
            case "0002":
                throw new PaymentDeclinedException("insufficient funds");
            case "0044":
                throw new PaymentUnavailableException();
            case "0119" when _attempts.AddOrUpdate(request.OrderId, 1, (_, before) => before + 1) == 1:
                throw new PaymentUnavailableException();
            default:
                _attempts.TryRemove(request.OrderId, out _);
                break;
        }
    }

    // The same order always takes the same time, so that runs of the load generator can be compared.
    private static TimeSpan AnswerTime(long orderId) => TimeSpan.FromMilliseconds(1 + orderId % 5);
}
