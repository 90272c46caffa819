using Plumbline.Origin;

namespace Plumbline.Tests.Origin;

/// <summary>Commits for tests.</summary>
internal static class Commits
{
    public static CommitFacts By(string author, string message = "Change\n", string? committer = null, string at = "2026-08-01") =>
        From(Person(author), Person(committer ?? author), message, at);

    public static CommitFacts Saying(string message, string at = "2026-08-01") => By("Ann Author <ann@example.com>", message, at: at);

    public static long Time(string day) => new DateTimeOffset(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();

    private static CommitFacts From((string Name, string Mail) author, (string Name, string Mail) committer, string message, string at) =>
        new(new string('a', 40), [new string('b', 40)], author.Name, author.Mail, committer.Name, committer.Mail, Time(at), Time(at), message);

    private static (string Name, string Mail) Person(string text)
    {
        var start = text.LastIndexOf('<');
        return (text[..start].Trim(), text[(start + 1)..^1]);
    }
}
