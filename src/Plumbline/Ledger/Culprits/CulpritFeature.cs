namespace Plumbline.Ledger.Culprits;

/// <summary>
/// What speaks for or against a candidate. Age is but one of many, and a mild one: newest-first would blame whoever writes code today, while no regard for
/// age at all blames the old (the wrong picks tell, see <c>docs/ledger.md</c>).
/// </summary>
internal enum CulpritFeature
{
    /// <summary>1 where it wrote any line that the fix replaced or deleted.</summary>
    WroteLine,

    /// <summary>Its share of the tokens that the fix touched in them, each counted for the commit that first had it there.</summary>
    Tokens,

    /// <summary>Where nothing was replaced, its share of the lines around what was inserted.</summary>
    Neighbours,

    /// <summary>1 where it changed or introduced a function of that name in these files.</summary>
    SameFunction,

    /// <summary>The share of the fix's files that it changed, too.</summary>
    Files,

    /// <summary>How much it changed in all: the logarithm of its lines, 1 at about 150.</summary>
    Size,

    /// <summary>Its share of the names that the fix added, by who brought them into these files.</summary>
    AddedNames,

    /// <summary>What the names are worth that the fix added, removed or speaks of and that it brought in anywhere, each divided among all who did; by the commit that has most.</summary>
    Names,

    /// <summary>Likeness (cosine) of the identifiers around the change to those in its added lines.</summary>
    CodeAround,

    /// <summary>The same for the changed lines alone, by the candidate most alike.</summary>
    CodeOfMost,

    /// <summary>Likeness of both messages.</summary>
    Message,

    /// <summary>Likeness of the fix's subject to its message.</summary>
    Subject,

    /// <summary>What the words of its subject are worth that the fix's message has, too: half the logarithm.</summary>
    SubjectInMessage,

    /// <summary>The same for the fix's changed lines.</summary>
    SubjectInCode,

    /// <summary>The share of the fix's new lines that it had removed.</summary>
    BroughtBack,

    /// <summary>1 for the same author within a day: another part of the same work, which nobody ran in between.</summary>
    SameWork,

    /// <summary>How long before the fix it was committed: a fifth of the logarithm of the days.</summary>
    Age,
}
