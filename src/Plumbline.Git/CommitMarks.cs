using System.Buffers.Text;
using Plumbline.Git.Keeping;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>What one commit says of others.</summary>
/// <param name="HasParents">Whether the object names parents, even if this clone is cut before them.</param>
/// <param name="Pull">The pull request in brackets at the end of the subject, or 0.</param>
/// <param name="MergeRequest">The GitLab merge request that the message names, or 0.</param>
/// <param name="Time">When it was committed, in seconds since 1970.</param>
/// <param name="Claims">The commits it picked or reverted.</param>
internal sealed record CommitMarks(bool HasParents, int Pull, int MergeRequest, long Time, (ObjectId From, LineNoteKind Kind)[] Claims)
{
    private const int MostClaims = 64;

    public static CommitMarks Parse(ReadOnlySpan<byte> raw)
    {
        int end = raw.IndexOf("\n\n"u8);
        ReadOnlySpan<byte> message = end < 0 ? default : raw[(end + 2)..];
        bool hasParents = (end < 0 ? raw : raw[..end]).IndexOf("\nparent "u8) >= 0;
        var claims = new List<(ObjectId, LineNoteKind)>();
        Collect(claims, message, "cherry picked from commit "u8, LineNoteKind.CherryPicked);
        Collect(claims, message, "This reverts commit "u8, LineNoteKind.Restored);
        return new CommitMarks(hasParents, PullOf(message), MergeRequestOf(message), CommitParser.CommitTime(raw), [.. claims]);
    }

    public void Write(PackedWriter to)
    {
        to.Number(HasParents ? 1 : 0);
        to.Number(Pull);
        to.Number(MergeRequest);
        to.Number(Claims.Length);
        to.Number(Time);
        foreach ((ObjectId from, LineNoteKind kind) in Claims)
        {
            to.Id(from);
            to.Number((long)kind);
        }
    }

    public static CommitMarks Read(PackedReader from)
    {
        bool hasParents = from.Number() == 1;
        (int pull, int request) = (from.Whole(), from.Whole());
        int count = from.Count();
        long time = from.Number();
        (ObjectId, LineNoteKind)[] claims = count == 0 ? [] : new (ObjectId, LineNoteKind)[count];
        for (int i = 0; i < count; i++)
        {
            claims[i] = (from.Id(), (LineNoteKind)from.Whole());
        }

        return new CommitMarks(hasParents, pull, request, time, claims);
    }

    private static int PullOf(ReadOnlySpan<byte> message)
    {
        int feed = message.IndexOf((byte)'\n');
        ReadOnlySpan<byte> subject = (feed < 0 ? message : message[..feed]).TrimEnd(" \r"u8);
        int mark = subject.LastIndexOf("(#"u8);
        return mark >= 0 && subject[^1] == ')' && Utf8Parser.TryParse(subject[(mark + 2)..^1], out int pull, out int used) && used == subject.Length - mark - 3 ? pull : 0;
    }

    private static int MergeRequestOf(ReadOnlySpan<byte> message)
    {
        int at = message.LastIndexOf("See merge request "u8);
        ReadOnlySpan<byte> rest = at < 0 ? default : message[at..];
        int mark = rest.IndexOf((byte)'!');
        return mark > 0 && Utf8Parser.TryParse(rest[(mark + 1)..], out int number, out _) ? number : 0;
    }

    private static void Collect(List<(ObjectId, LineNoteKind)> claims, ReadOnlySpan<byte> message, ReadOnlySpan<byte> mark, LineNoteKind kind)
    {
        for (int at; claims.Count < MostClaims && (at = message.IndexOf(mark)) >= 0;)
        {
            message = message[(at + mark.Length)..];
            int digits = message.IndexOfAnyExcept("0123456789abcdef"u8);
            digits = digits < 0 ? message.Length : digits;
            if (digits is 40 or 64)
            {
                claims.Add((ObjectId.Parse(message[..digits]), kind));
            }
        }
    }
}
