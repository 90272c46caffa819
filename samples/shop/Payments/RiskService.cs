namespace Shop;

/// <summary>A service that says how likely it is that a payment is a fraud; it lives in this process. People look at large amounts.</summary>
internal sealed class RiskService(TimeProvider time)
{
    private const decimal SeenByPeople = 50_000m;

    /// <summary>From 0, no risk, to 100.</summary>
    public async Task<int> Score(PaymentRequest request, CancellationToken cancel)
    {
        if (request.Amount < SeenByPeople)
        {
            return 10;
        }

        await Task.Delay(TimeSpan.FromSeconds(30), time, cancel);
        return 90;
    }
}
