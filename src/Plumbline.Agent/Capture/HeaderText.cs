using System.Globalization;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Capture;

/// <summary>Everything of a <see cref="Captured"/> but values and nodes.</summary>
internal static class HeaderText
{
    private const int NameBytes = 1024;

    public static void WriteStart(Utf8Text output, in CaptureHeader header, Redactor redactor)
    {
        output.Raw("{\"t\":\"captured\",\"probe\":"u8);
        output.Number(header.Probe);
        output.Raw(",\"hit\":"u8);
        output.Number(header.Hit);
        output.Raw(",\"at\":"u8);
        output.Number(header.At);
        Member(output, ",\"method\":\""u8, header.Method);
        Member(output, ",\"file\":\""u8, header.File);
        output.Raw(",\"line\":"u8);
        output.Number(header.Line);
        Member(output, ",\"event\":\""u8, header.Event);
        Member(output, ",\"outcome\":\""u8, header.Outcome);
        if (header.Microseconds is { } microseconds && double.IsFinite(microseconds))
        {
            output.Raw(",\"microseconds\":"u8);
            microseconds.TryFormat(output.Free(32), out var written, default, CultureInfo.InvariantCulture);
            output.Advance(written);
        }

        if (header.Exception != 0)
        {
            output.Raw(",\"exception\":"u8);
            output.Number(header.Exception);
        }

        if (header.First != 0)
        {
            output.Raw(",\"first\":"u8);
            output.Number(header.First);
        }

        if (header.Slow != 0)
        {
            output.Raw(",\"slow\":"u8);
            output.Number(header.Slow);
        }

        output.Raw(",\"threadId\":"u8);
        output.Number(header.ThreadId);
        Member(output, ",\"threadName\":\""u8, header.ThreadName is null ? null : redactor.Redact(header.ThreadName));
        Member(output, ",\"traceId\":\""u8, header.TraceId);
        Member(output, ",\"spanId\":\""u8, header.SpanId);
    }

    /// <summary>The frames, from the innermost outwards, as far as they fit.</summary>
    public static Utf8Text Frames(in CaptureHeader header, int mostBytes)
    {
        if (header.Frames is not { } frames)
        {
            return s_none;
        }

        var output = new Utf8Text(4096);
        output.Raw(",\"frames\":["u8);
        for (var i = 0; i < frames.Length; i++)
        {
            var before = output.Length;
            Frame(output, frames[i], first: i == 0);
            if (output.Length >= mostBytes)
            {
                output.Truncate(before);
                break;
            }
        }

        output.Raw((byte)']');
        return output;
    }

    public static void WriteEnd(Utf8Text output, string? cut)
    {
        Member(output, ",\"cut\":\""u8, cut);
        output.Raw((byte)'}');
    }

    private static readonly Utf8Text s_none = new(0);

    private static void Frame(Utf8Text output, CapturedFrame frame, bool first)
    {
        output.Raw(first ? "{\"method\":\""u8 : ",{\"method\":\""u8);
        output.Escaped(frame.Method, NameBytes);
        output.Raw((byte)'"');
        Member(output, ",\"file\":\""u8, frame.File);
        output.Raw(",\"line\":"u8);
        output.Number(frame.Line);
        output.Raw(frame.User ? ",\"user\":true}"u8 : ",\"user\":false}"u8);
    }

    private static void Member(Utf8Text output, ReadOnlySpan<byte> prefix, string? value)
    {
        if (value is not null)
        {
            output.Raw(prefix);
            output.Escaped(value, NameBytes);
            output.Raw((byte)'"');
        }
    }
}
