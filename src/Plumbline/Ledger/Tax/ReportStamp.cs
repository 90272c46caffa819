namespace Plumbline.Ledger.Tax;

/// <summary>What a figure must be quoted with, so that two reports can be told apart.</summary>
/// <param name="From">Begin of the window.</param>
/// <param name="Until">End of the window, and the last moment that the events speak of: the watermark.</param>
/// <param name="Version">Of the definitions. Raised when a definition changes its meaning.</param>
/// <param name="Seed">Of what is drawn.</param>
internal sealed record ReportStamp(DateTimeOffset From, DateTimeOffset Until, int Version, int Seed)
{
    public const int Definitions = 1;
}
