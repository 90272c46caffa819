using System.Globalization;
using System.Text.Json;

namespace Plumbline.Ledger.Sources;

/// <summary>Moments as senders write them.</summary>
internal static class EventTime
{
    /// <summary>Numbers below are seconds, then milliseconds, microseconds, nanoseconds since 1970: each until the year 5138 of the unit before.</summary>
    private const double MostSeconds = 1e11;

    /// <summary>As git, Grafana and Alertmanager write that there is none.</summary>
    private static readonly DateTimeOffset s_none = new(1, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_forms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss K", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzz00", "yyyy-MM-dd'T'HH:mm:sszz00", "yyyy-MM-dd",
    ];

    /// <summary>Null where it is no moment, or says that there is none.</summary>
    public static DateTimeOffset? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Read(value.GetString()!),
        JsonValueKind.Number => Of(value.GetDouble()),
        _ => null,
    };

    /// <summary>ISO 8601, the forms of GitLab (<c>2026-04-28 21:50:00 +0200</c>, <c>… UTC</c>) and Jira (<c>+0000</c>), or a number since 1970.</summary>
    public static DateTimeOffset? Read(string text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && text.Length >= 9)
        {
            return Of(number);
        }

        text = text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4] + "Z" : WithColon(text);

        // Nine digits of a second are more than a moment has here.
        var dot = text.IndexOf('.');
        var digits = dot < 0 ? 0 : text.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length - dot - 1 : end;
        text = digits > 7 ? text.Remove(dot + 8, digits - 7) : text;
        return DateTimeOffset.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time != s_none
            ? time.ToUniversalTime()
            : null;
    }

    private static DateTimeOffset? Of(double number)
    {
        if (!(number > 0) || double.IsInfinity(number))
        {
            return null;
        }

        while (number >= MostSeconds)
        {
            number /= 1000;
        }

        return DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerSecond));
    }

    /// <summary><c>+0200</c> at the end as <c>+02:00</c>.</summary>
    private static string WithColon(string text) =>
        text.Length > 15 && text[^5] is '+' or '-' && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0 ? text.Insert(text.Length - 2, ":") : text;
}
