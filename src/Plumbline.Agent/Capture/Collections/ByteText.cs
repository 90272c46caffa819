using System.Text;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>Bytes that spell a text: what a string may not show, they may not show either.</summary>
internal static class ByteText
{
    /// <summary>How far behind the last element shown a secret may begin to end.</summary>
    private const int LookBehindCut = 512;

    public static bool HoldsSecret(CaptureGraph graph, ReadOnlySpan<byte> bytes)
    {
        if (!graph.Redactor.IsEnabled || bytes.Length < 8)
        {
            return false;
        }

        var most = Math.Min(graph.Limits.Elements, 16 * 1024) + LookBehindCut;
        var open = bytes.Length > most;
        bytes = bytes[..Math.Min(bytes.Length, most)];
        var letters = new char[bytes.Length];
        return Holds(graph, letters.AsSpan(0, Encoding.Latin1.GetChars(bytes, letters)), open)
            || (bytes.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0 && Holds(graph, letters.AsSpan(0, Encoding.UTF8.GetChars(bytes, letters)), open))
            || (HasZeros(bytes) && Holds(graph, letters.AsSpan(0, Encoding.Unicode.GetChars(bytes[..(bytes.Length & ~1)], letters)), open));
    }

    private static bool Holds(CaptureGraph graph, ReadOnlySpan<char> text, bool open)
    {
        graph.Redactor.Find(text, open, graph.Secrets);
        return graph.Secrets.Count > 0;
    }

    private static bool HasZeros(ReadOnlySpan<byte> bytes) => bytes.Contains((byte)0);
}
