namespace Shop;

/// <summary>One order that several people pay together, each the same.</summary>
/// <param name="Open">What is still to be paid once everybody has paid.</param>
internal sealed record SharedBill(IReadOnlyList<decimal> Shares, decimal Open)
{
    private const int MostPeople = 20;

    public static SharedBill Of(Order order, int people)
    {
        if (people is < 2 or > MostPeople)
        {
            throw new InvalidRequestException("people", $"must be between 2 and {MostPeople}");
        }

        var share = Cents.Round(order.Total / people);
        var shares = Enumerable.Repeat(share, people).ToList();
        return new SharedBill(shares, StillOpen(order.Total, shares));
    }

    private static decimal StillOpen(decimal total, IReadOnlyList<decimal> shares) => total - shares.Sum();
}
