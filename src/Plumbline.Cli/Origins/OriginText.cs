using System.Globalization;
using Plumbline.Cli.Rendering;
using Plumbline.Origin;

namespace Plumbline.Cli.Origins;

/// <summary>Words of origins, as they are shown everywhere.</summary>
internal static class OriginText
{
    public static string Class(OriginClass origin) => origin switch
    {
        OriginClass.Ai => "ai",
        OriginClass.Human => "human",
        OriginClass.Mixed => "mixed",
        _ => "unknown",
    };

    /// <summary>The bucket that counts first; null where there is none.</summary>
    public static string? Apart(OriginBuckets buckets) =>
        buckets.HasFlag(OriginBuckets.Generated) ? "generated"
        : buckets.HasFlag(OriginBuckets.Boilerplate) ? "boilerplate"
        : buckets.HasFlag(OriginBuckets.Automation) ? "automation"
        : null;

    public static string Note(LineNoteKind kind) => kind switch
    {
        LineNoteKind.CherryPicked => "cherry-picked",
        LineNoteKind.ViaSquash => "via-squash",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public static string Moment(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253_402_300_799)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Day(long seconds) => Moment(seconds)[..10];

    public static string Author(CommitFacts commit) => $"{commit.AuthorName} <{commit.AuthorMail}>";

    public static string Subject(CommitFacts commit)
    {
        var end = commit.Message.IndexOf('\n', StringComparison.Ordinal);
        return (end < 0 ? commit.Message : commit.Message[..end]).Trim();
    }

    /// <summary>The tool with its model, as far as they are known; untrusted, and made safe.</summary>
    public static string ToolAndModel(string? tool, string? model) => SafeText.OneLine((tool, model) switch
    {
        (null, null) => "",
        (null, _) => model!,
        (_, null) => tool,
        _ => $"{tool}, {model}",
    });

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    public static string Count(long lines) => lines.ToString("N0", CultureInfo.InvariantCulture);

    public static string Lines(long lines) => Count(lines) + (lines == 1 ? " line" : " lines");

    public static string Colored(Palette palette, OriginClass origin, string text) => origin switch
    {
        OriginClass.Ai => palette.Value(text),
        OriginClass.Mixed => palette.Warning(text),
        OriginClass.Human => palette.Good(text),
        _ => palette.Faint(text),
    };

    /// <summary>Cut to a width in columns, with a sign where it was cut; made safe before.</summary>
    public static string Cut(string text, int width) =>
        Columns.Cut(SafeText.OneLine(text.Length > width * 4 ? text[..(width * 4)] : text), width);

    /// <summary>Cut, or filled up, to exactly a width in columns.</summary>
    public static string Fit(string text, int width) => Columns.Pad(Cut(text, width), width);
}
