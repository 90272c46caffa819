namespace Plumbline.Origin;

/// <summary>What a commit object itself says, without mailmap, notes or replacement of names. All texts are untrusted.</summary>
/// <param name="Id">The commit's object id in lower-case hexadecimal: 40 digits, or 64 in a SHA-256 repository.</param>
/// <param name="Parents">The ids of its parents in order; empty for a root and for the boundary of a shallow clone.</param>
/// <param name="AuthorName">Decoded as UTF-8; bytes that are not UTF-8 become U+FFFD.</param>
/// <param name="AuthorMail">The address between the angle brackets, as written.</param>
/// <param name="CommitterName">As <paramref name="AuthorName"/>.</param>
/// <param name="CommitterMail">As <paramref name="AuthorMail"/>.</param>
/// <param name="AuthorTime">Seconds since 1970 in UTC; may lie before a parent's.</param>
/// <param name="CommitTime">Seconds since 1970 in UTC; may lie before a parent's.</param>
/// <param name="Message">The whole message, subject and body.</param>
internal sealed record CommitFacts(
    string Id,
    string[] Parents,
    string AuthorName,
    string AuthorMail,
    string CommitterName,
    string CommitterMail,
    long AuthorTime,
    long CommitTime,
    string Message
);
