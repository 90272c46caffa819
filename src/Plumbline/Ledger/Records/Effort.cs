namespace Plumbline.Ledger.Records;

/// <summary>Time that a person wrote down, or something that a person did and of which nobody wrote down how long it took.</summary>
/// <param name="Key">Source and its own id.</param>
/// <param name="Person">Account in the source; shown to nobody.</param>
/// <param name="Started">When the work began.</param>
/// <param name="Hours">At most 24; <see cref="Untold"/> where nobody wrote them down.</param>
/// <param name="Category">Label or type of work in the source's word; empty where none is told.</param>
/// <param name="Subject">What it was for: an incident's or an issue's key, or empty.</param>
internal sealed record Effort(string Key, string Person, DateTimeOffset Started, double Hours, string Category, string Subject)
{
    /// <summary>Stands for hours that nobody wrote down: they are modelled.</summary>
    public const double Untold = -1;

    /// <summary>Category of a review of a change.</summary>
    public const string Review = "review";

    /// <summary>Category of what somebody who was on call did about an incident.</summary>
    public const string OnCall = "on-call";

    public bool IsTold => Hours >= 0;
}
