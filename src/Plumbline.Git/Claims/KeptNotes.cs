using Plumbline.Git.Keeping;
using Plumbline.Origin;
using Plumbline.Origin.Claims;

namespace Plumbline.Git.Claims;

/// <summary>
/// What the notes of a history claim, as bytes. PERF: notes are mostly conversations, megabytes of JSON for a few numbers, and a key in one of them may be
/// explained in any other.
/// </summary>
internal static class KeptNotes
{
    private const int Format = 2;

    public static void Write(PackedWriter to, FoundNotes found)
    {
        var texts = new Numbering<string>();
        var body = new PackedWriter();
        body.Number(found.Elsewhere);
        body.Number(found.Unread);
        body.Number(found.Sessions.Count);
        foreach (string session in found.Sessions)
        {
            body.Number(texts.Of(session));
        }

        body.Number(found.Notes.Count);
        foreach (ReadNote note in found.Notes)
        {
            body.Number(texts.Of(note.Reference));
            body.Number(texts.Of(note.Commit));
            body.Number(Optional(texts, note.Claims.Trouble));
            body.Number(note.Claims.Claims.Count);
            foreach (LineClaim claim in note.Claims.Claims)
            {
                Write(body, texts, claim);
            }

            body.Number(note.Claims.Rejected.Count);
            foreach (RejectedClaim rejected in note.Claims.Rejected)
            {
                Write(body, texts, rejected.Claim);
                body.Number(texts.Of(rejected.Reason));
            }
        }

        to.Number(Format);
        to.Number(texts.Things.Count);
        foreach (string text in texts.Things)
        {
            to.Text(text);
        }

        to.Raw(body.Written);
    }

    /// <exception cref="InvalidDataException">The bytes are none of ours.</exception>
    public static FoundNotes Read(PackedReader from)
    {
        if (from.Number() != Format)
        {
            throw new InvalidDataException();
        }

        var texts = new string[from.Count()];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = from.Text();
        }

        (int elsewhere, int unread) = (from.Whole(), from.Whole());
        var sessions = new string[from.Count()];
        for (int i = 0; i < sessions.Length; i++)
        {
            sessions[i] = texts[from.Index(texts.Length)];
        }

        var notes = new ReadNote[from.Count()];
        for (int i = 0; i < notes.Length; i++)
        {
            (string reference, string commit) = (texts[from.Index(texts.Length)], texts[from.Index(texts.Length)]);
            notes[i] = new ReadNote(reference, commit, ReadSet(from, texts));
        }

        return new FoundNotes(notes, elsewhere, unread, sessions);
    }

    private static ClaimSet ReadSet(PackedReader from, string[] texts)
    {
        string? trouble = Optional(from, texts);
        var claims = new LineClaim[from.Count()];
        for (int i = 0; i < claims.Length; i++)
        {
            claims[i] = ReadClaim(from, texts);
        }

        var rejected = new RejectedClaim[from.Count()];
        for (int i = 0; i < rejected.Length; i++)
        {
            LineClaim claim = ReadClaim(from, texts);
            rejected[i] = new RejectedClaim(claim, texts[from.Index(texts.Length)]);
        }

        return new ClaimSet(claims, rejected, trouble);
    }

    private static void Write(PackedWriter to, Numbering<string> texts, LineClaim claim)
    {
        to.Number(texts.Of(claim.Store));
        to.Number(texts.Of(claim.Commit));
        to.Number(texts.Of(claim.Path));
        to.Number(claim.From);
        to.Number(claim.To);
        to.Number((long)claim.Class);
        foreach (string? text in (ReadOnlySpan<string?>)[claim.Tool, claim.Model, claim.Session, claim.Person, claim.QuoteHead, claim.QuoteHead is null ? claim.Quote : null])
        {
            to.Number(Optional(texts, text));
        }

        to.Number(claim.Confidence == 1 ? 1 : 0);
        if (claim.Confidence != 1)
        {
            to.Real(claim.Confidence);
        }

        to.Number(claim.At is null ? 0 : 1);
        to.Number(claim.At ?? 0);
    }

    private static LineClaim ReadClaim(PackedReader from, string[] texts)
    {
        (string store, string commit, string path) = (texts[from.Index(texts.Length)], texts[from.Index(texts.Length)], texts[from.Index(texts.Length)]);
        return new LineClaim(store, commit, path, from.Whole(), from.Whole(), (OriginClass)from.Whole())
        {
            Tool = Optional(from, texts),
            Model = Optional(from, texts),
            Session = Optional(from, texts),
            Person = Optional(from, texts),
            QuoteHead = Optional(from, texts),
            Quote = Optional(from, texts) ?? "",
            Confidence = from.Number() == 1 ? 1 : from.Real(),
            At = Time(from),
        };
    }

    private static long? Time(PackedReader from)
    {
        bool isKnown = from.Number() == 1;
        long at = from.Number();
        return isKnown ? at : null;
    }

    private static int Optional(Numbering<string> texts, string? text) => text is null ? -1 : texts.Of(text);

    private static string? Optional(PackedReader from, string[] texts) => from.Whole() is >= 0 and var number ? number < texts.Length ? texts[number] : throw new InvalidDataException() : null;
}
