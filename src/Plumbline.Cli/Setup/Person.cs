using System.Text;
using Plumbline.Git.Surveying;
using Plumbline.Origin.Signatures;

namespace Plumbline.Cli.Setup;

/// <summary>Somebody who committed, known by one address.</summary>
/// <param name="Commits">In all that was read.</param>
/// <param name="Recent">Of these in the last year of the history.</param>
/// <param name="First">Seconds since 1970.</param>
internal sealed record Person(string Name, string Mail, int Commits, int Recent, long First, long Last)
{
    public const long Year = 365 * 86_400L;
    private const int LongName = 5;
    private const string NoReply = "@users.noreply.github.com";

    private static readonly HashSet<string> s_anybodys = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail.com", "googlemail.com", "outlook.com", "outlook.de", "outlook.fr", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "live.com", "live.nl", "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.co.jp", "ymail.com",
        "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "protonmail.ch", "pm.me", "gmx.de", "gmx.net", "gmx.com", "gmx.at", "gmx.ch", "web.de", "t-online.de", "qq.com", "163.com", "126.com", "foxmail.com", "sina.com",
        "mail.ru", "yandex.ru", "yandex.com", "ya.ru", "fastmail.com", "fastmail.fm", "hey.com", "aol.com", "zoho.com", "naver.com", "wp.pl", "seznam.cz", "orange.fr", "free.fr", "laposte.net", "libero.it", "duck.com", "tutanota.com",
        "posteo.de", "mailbox.org", "github.com", "localhost",
    };

    /// <summary>Where the address is of a company's domain, that; null for one that anybody can have, and for a person's own.</summary>
    public string? Company =>
        Mail.LastIndexOf('@') is var at and > 0 && Mail[(at + 1)..].ToLowerInvariant() is { Length: > 3 } domain && domain.IndexOf('.', StringComparison.Ordinal) > 0 && !IsAnybodys(domain) && !IsOwn(domain, Mail[..at]) ? domain : null;

    /// <summary>As GitHub and such know the person, where the address says it; else the part of it before the at sign.</summary>
    public string Login => Mail.Split('@')[0] is var local && Mail.EndsWith(NoReply, StringComparison.OrdinalIgnoreCase) ? local[(local.IndexOf('+', StringComparison.Ordinal) + 1)..] : local;

    /// <summary>Bots and tools are none.</summary>
    public static IReadOnlyList<Person> In(IReadOnlyList<Contribution> history)
    {
        var newest = history.Count == 0 ? 0 : history.Max(one => one.Time);
        return
        [
            .. history.GroupBy(one => one.Mail, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Key.Contains('@', StringComparison.Ordinal) && !group.Any(one => MachineAuthor.Is(one.Name, one.Mail)))
                .Select(group => new Person(group.First().Name, group.First().Mail, group.Count(), group.Count(one => one.Time > newest - Year), group.Min(one => one.Time), group.Max(one => one.Time)))
                .OrderByDescending(person => person.Commits).ThenBy(person => person.Mail, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a domain is called as the person: <c>jareš.example</c> of Jakub Jareš, <c>annesmith.example</c> of Anne Smith.</summary>
    private bool IsOwn(string domain, string local)
    {
        var label = Letters(domain[..domain.LastIndexOf('.')]);
        return label == Letters(local) || Letters(Name).Contains(label, StringComparison.Ordinal) || Name.Split(' ').Select(Letters).Any(part => part.Length >= LongName && label.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>In lower case, without accents and all that is no letter.</summary>
    private static string Letters(string text)
    {
        string whole;
        try
        {
            whole = text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            // No Unicode: bytes of another encoding, in a name.
            whole = text;
        }

        return string.Concat(whole.Where(char.IsAsciiLetter)).ToLowerInvariant();
    }

    private static bool IsAnybodys(string domain) => s_anybodys.Contains(domain) || domain.Contains("noreply", StringComparison.Ordinal) || domain.EndsWith(".local", StringComparison.Ordinal) || domain.EndsWith(".localdomain", StringComparison.Ordinal) || domain.EndsWith(".internal", StringComparison.Ordinal);
}
