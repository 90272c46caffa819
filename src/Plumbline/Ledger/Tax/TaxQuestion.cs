using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>What a report is asked for.</summary>
internal sealed record TaxQuestion
{
    /// <summary>Where the window begins; it ends where observation does, at <see cref="LedgerFacts.Until"/>.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Only this service; null for all.</summary>
    public string? Service { get; init; }

    /// <summary>The least verdict with which an incident counts as a change's.</summary>
    public Verdict Floor { get; init; } = Verdict.Probable;

    /// <summary>How long a deployment has to go without a failure before it counts as a good one; until then it is in no rate.</summary>
    public TimeSpan Evaluation { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Null where hours are not to be turned into money.</summary>
    public HourlyRates? Rates { get; init; }

    /// <summary>Of everything that is drawn by chance, so that the same facts give the same report.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>What an hour costs.</summary>
/// <param name="Currency">As it is printed; untrusted.</param>
internal sealed record HourlyRates(double Hour, double SeniorHour, string Currency);
