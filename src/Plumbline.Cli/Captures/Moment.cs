using System.Globalization;
using Plumbline.Cli.Settings;

namespace Plumbline.Cli.Captures;

/// <summary>A moment as people type it: a date, a time, or how long ago.</summary>
internal static class Moment
{
    /// <summary><c>2h</c>, <c>3d</c>, <c>2025-11-20</c>, <c>2025-11-20T14:30</c> (UTC where nothing else is said); null for anything else.</summary>
    /// <returns>Unix microseconds.</returns>
    public static long? Parse(string text, DateTimeOffset now)
    {
        if (Ago(text) is { } seconds)
        {
            return Microseconds(now) - (long)Math.Min(seconds * 1_000_000, Microseconds(now));
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var moment) ? Microseconds(moment) : null;
    }

    private static double? Ago(string text) => char.IsAsciiLetter(text.LastOrDefault()) ? Quantity.Seconds(text) : null;

    private static long Microseconds(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
