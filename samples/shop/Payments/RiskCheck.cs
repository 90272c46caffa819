namespace Shop;

/// <summary>Whether a payment may go through, as far as the risk service can say in time.</summary>
internal sealed class RiskCheck(RiskService service)
{
    private const int HighestScore = 80;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    public async Task<bool> Allows(PaymentRequest request, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            return await service.Score(request, patience.Token) <= HighestScore;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // A risk service that is down must not keep the shop from selling.
            return true;
        }
    }
}
