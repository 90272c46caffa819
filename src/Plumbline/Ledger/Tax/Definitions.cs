namespace Plumbline.Ledger.Tax;

/// <summary>What each figure means, in the words that stand beside it. docs/tax.md has the formulas.</summary>
internal static class Definitions
{
    public static string Of(string metric) => metric switch
    {
        "M1" => "Incidents attributed to changes that shipped in the window, for 100 changes, for 1,000 days at risk (first incidents, as the time ends with them) and for 1,000 source lines. Mid-P intervals.",
        "M2" => "Share of changes with an incident within so many days after they shipped, by Kaplan and Meier: watched until the first incident, a revert, the end of their last line, or the last event. Changes from 90 days before the window on, so that some were watched so long.",
        "M3" => "Distinct production deployments that failed, by an incident that showed within 30 days, of those that are judged. One too young to be judged is in neither number; going back and shipping the same again are not judged.",
        "M4" => "From detected to restored. Open incidents count as not restored yet, instead of being left out.",
        "M5" => "From the end of the deployment that failed to restored, where a change is probably to blame.",
        "M6" => "Production deployments after detection until the incident stayed quiet. Rollbacks are counted apart.",
        "M7" => "Production deployments whose reason was an incident, of all.",
        "M8" => "Lines changed or deleted within 14 days of being merged, moves and white space apart, of changes watched for all of the 14 days. The interval takes lines of one change as one.",
        "M9" => "Reverted changes for 1,000 that shipped in the window.",
        "M10" => "Changes that shipped in the window and that at least one incident is attributed to. Wilson intervals.",
        "M10b" => "Changes that shipped in the window and of which a change whose title calls it a fix changed or deleted lines within 30 days, of those watched for all of the 30 days. Evidence also where nobody records incidents, and weaker: not every such fix was for trouble in production. Wilson intervals.",
        "M11" => "Hours by kind of work in the whole months that the window touches. Modelled hours are inferred from commits, reviews and answers to incidents, and stand apart. Groups under five persons are hidden.",
        "M12" => "Hours on incidents attributed to changes of the window, for each hour of building them. The interval holds the doubt about culprits, not that about hours.",
        _ => "How much of what happened has a known origin, culprit, commit and deployment.",
    };
}
