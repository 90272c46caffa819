namespace Plumbline.Ledger.Records;

/// <summary>What a link of an incident says.</summary>
internal enum LinkKind
{
    /// <summary>This caused it.</summary>
    CausedBy,

    /// <summary>This resolves it.</summary>
    FixedBy,
}

/// <summary>Something that an incident names, or that names it.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Target">An id of a commit, a number of a change with its repository, or a key of a deployment.</param>
/// <param name="Words">Where it stands: the literal text.</param>
internal readonly record struct IncidentLink(LinkKind Kind, string Target, string Words);
