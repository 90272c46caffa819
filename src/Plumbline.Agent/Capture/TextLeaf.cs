using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>Strings: redacted before they are cut, so that no half of a secret is left at the end.</summary>
internal sealed class TextLeaf : LeafShape
{
    /// <summary>How far behind the cut the patterns look, so that a secret which straddles it is still recognised.</summary>
    private const int LookBehindCut = 256;

    private static readonly byte[] s_mark = "[redacted]"u8.ToArray();

    public override int Add(CaptureGraph graph, TypePlan plan, object value) =>
        Add(graph, (string)value, ((string)value).Length, "string\",\"type\":\"string"u8);

    /// <summary>A leaf of text.</summary>
    /// <param name="text">The text, or as much of it as is at hand; at least the limit and what lies behind it.</param>
    /// <param name="total">Length of the whole.</param>
    public static int Add(CaptureGraph graph, ReadOnlySpan<char> text, long total, ReadOnlySpan<byte> kindAndType)
    {
        var node = graph.Nodes.BeginLeaf(kindAndType);
        graph.Text.Raw(",\"value\":\""u8);
        var cut = WriteRedacted(graph, graph.Text, text, graph.Limits.Characters);
        graph.Text.Raw((byte)'"');
        if (graph.Secrets.Count == 0)
        {
            // The length of a text with a secret inside would give away the length of the secret.
            graph.Text.Raw(",\"total\":"u8);
            graph.Text.Number(total);
        }

        if (cut is not null)
        {
            graph.Text.Raw(",\"cut\":\""u8);
            graph.Text.Escaped(cut);
            graph.Text.Raw((byte)'"');
        }

        graph.Nodes.EndLeaf(node);
        return node;
    }

    /// <summary>Characters that a text of any length needs to hand over.</summary>
    public static int Window(CaptureGraph graph) => graph.Limits.Characters + LookBehindCut;

    /// <summary>Writes at most so many characters without their secrets; answers why the text was cut, or null.</summary>
    public static string? WriteRedacted(CaptureGraph graph, Utf8Text output, ReadOnlySpan<char> text, int characters)
    {
        var secrets = graph.Secrets;
        secrets.Clear();
        var cut = text.Length > characters ? "characters" : null;
        var window = text[..Math.Min(text.Length, characters + LookBehindCut)];
        graph.Redactor.Find(window, open: window.Length < text.Length, secrets);
        var kept = text[..Math.Min(text.Length, characters)];
        var room = graph.TextRoom;
        var at = 0;
        for (var i = 0; i < secrets.Count && at < kept.Length; i++)
        {
            var (start, length) = secrets[i];
            if (start >= kept.Length)
            {
                break;
            }

            if (!Write(output, kept[at..start], ref room) || room < s_mark.Length)
            {
                return "bytes";
            }

            output.Raw(s_mark);
            room -= s_mark.Length;
            at = Math.Min(kept.Length, start + length);
        }

        return Write(output, kept[at..], ref room) ? cut : "bytes";
    }

    private static bool Write(Utf8Text output, ReadOnlySpan<char> text, ref int room)
    {
        var before = output.Length;
        var taken = output.Escaped(text, room);
        room -= output.Length - before;
        return taken == text.Length;
    }
}
