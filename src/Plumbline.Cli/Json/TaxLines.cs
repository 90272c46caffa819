namespace Plumbline.Cli.Json;

/// <summary>What every figure must be quoted with.</summary>
/// <param name="From">Begin of the window, UTC.</param>
/// <param name="Until">End of it, and the last moment that the events speak of.</param>
/// <param name="Service">Null for all.</param>
/// <param name="Version">Of the definitions.</param>
/// <param name="Seed">Of what is drawn.</param>
/// <param name="OriginsKnown">Share of the changes whose origin is known.</param>
/// <param name="CulpritsKnown">Share of the incidents with a culprit; null where there is none.</param>
internal sealed record TaxStamp(string From, string Until, string? Service, int Version, int Seed, double OriginsKnown, double? CulpritsKnown);

/// <summary>A value with its interval, what was counted, and out of how much; without value and interval where counts can't carry one.</summary>
internal sealed record TaxFigure(double? Value, double? Low, double? High, double Count, double Of);

/// <summary>The whole in a sentence.</summary>
/// <param name="Finding">more, less, not-told, depends-on-denominator, too-few or not-covered.</param>
internal sealed record TaxLine(TaxStamp Stamp, string Sentence, string Finding, string Conclusion) : JsonLine;

/// <summary>One figure of one group.</summary>
/// <param name="Metric">M1 to M13.</param>
/// <param name="Name">What it is.</param>
/// <param name="By">What the group is of: origin, service, tool, model, band, and so on.</param>
/// <param name="Group">Null for all.</param>
internal sealed record TaxFigureLine(string Metric, string Name, string By, string? Group, string Unit, TaxFigure Figure, TaxStamp Stamp) : JsonLine;

/// <summary>AI against human.</summary>
/// <param name="Measure">ratio or difference.</param>
/// <param name="Standing">full, indicative, too-few or not-covered.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Q">p adjusted for all comparisons of the report.</param>
/// <param name="NeededForTwice">Events that show a ratio of 2 in four of five windows.</param>
/// <param name="NeededForHalfMore">Events that show a ratio of 1.5.</param>
internal sealed record TaxComparisonLine(
    string Metric, string Name, string Measure, string Standing, double? Value, double? Low, double? High, double? P, double? Q, long Events, long? NeededForTwice, long? NeededForHalfMore, TaxDoubt? Doubt, TaxStamp Stamp) : JsonLine;

/// <summary>What the interval of a ratio does not hold.</summary>
internal sealed record TaxDoubt(double ExactLow, double? ExactHigh, double? Dispersion, double? Imputed, double? ImputedLow, double? ImputedHigh, TaxIfRight[] IfRight);

/// <summary>The ratio that is left if only such a share of the attributions is right.</summary>
internal sealed record TaxIfRight(double Share, double? Ratio);

/// <summary>The share of changes of one origin with an incident by so many days.</summary>
internal sealed record TaxCurveLine(string Origin, int Changes, int Failed, TaxPoint[] Points, TaxStamp Stamp) : JsonLine;

internal sealed record TaxPoint(int Day, double Incidence, double Low, double High, int AtRisk);

/// <summary>How long things took, in hours, with open ones taken into account.</summary>
/// <param name="By">origin, service or cause.</param>
/// <param name="Bins">Those that are over, by hours: under 0.25, 1, 4, 12, 24, 72, 168, and more.</param>
internal sealed record TaxTimesLine(
    string Metric, string By, string? Group, int Count, int Open, double? Median, double? MedianLow, double? MedianHigh, double? Ninth, double? GeometricMean, double? MeanLow, double? MeanHigh, int[] Bins, TaxStamp Stamp) : JsonLine;

/// <summary>Deployments that fixes took.</summary>
/// <param name="Counts">1, 2 to 3, 4 to 6, 7 and more.</param>
internal sealed record TaxCyclesLine(string By, string? Group, int[] Counts, int RolledBack, int Without, int Unfinished, TaxStamp Stamp) : JsonLine;

/// <summary>Hours of a group of five persons or more, by kind of work.</summary>
internal sealed record TaxWorkLine(string By, string Group, bool Modelled, int Persons, double Feature, double Review, double Support, double Incident, double Verify, double Other, TaxStamp Stamp) : JsonLine;

/// <summary>Hours before and after shipping, of changes of one origin.</summary>
internal sealed record TaxHoursLine(string Origin, int Changes, double Build, double Measured, double Modelled, double? Cost, string? Currency, TaxStamp Stamp) : JsonLine;

/// <summary>A change that cost much.</summary>
internal sealed record TaxChangeLine(string Key, string? Title, string? Url, string Service, string Origin, string? Tool, string Shipped, double Hours, double Measured, double Down, int Deployments, TaxBlame[] Incidents, TaxStamp Stamp) : JsonLine;

internal sealed record TaxBlame(string Key, string? Url, string Verdict, double Weight);

/// <summary>How much of what happened is known.</summary>
internal sealed record TaxCoverageLine(string Name, long Of, long All, TaxStamp Stamp) : JsonLine;
