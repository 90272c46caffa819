using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>How the changes of one origin fared that shipped in the window: M10 and the three exposures of M1.</summary>
/// <param name="Debugged">Share of the changes that at least one incident is attributed to.</param>
/// <param name="PerChange">Incidents for 100 changes.</param>
/// <param name="PerDay">First incidents for 1,000 days at risk.</param>
/// <param name="PerLine">Incidents for 1,000 source lines.</param>
/// <param name="Weighted">Incidents by the weights of all culprits instead of the leading one.</param>
internal sealed record OriginFigures(OriginClass Origin, Figure Debugged, Figure PerChange, Figure PerDay, Figure PerLine, double Weighted)
{
    public const double Changes = 100;
    public const double Days = 1000;
    public const double Lines = 1000;

    public long Shipped => (long)Debugged.Of;

    public long Incidents => (long)PerChange.Count;

    public static OriginFigures Of(OriginClass origin, Tally tally, double weighted) => new(
        origin,
        Figure.Share(tally.Blamed, tally.Changes),
        Figure.Rate(tally.Incidents, tally.Changes, Changes, tally.Changes),
        Figure.Rate(tally.Failed, tally.Days, Days, tally.Changes),
        Figure.Rate(tally.Incidents, tally.Lines, Lines, tally.Changes),
        weighted);
}
