using NodaTime;
using NodaTime.Calendars;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Plumbline.Exploration.Work;

/// <summary>NodaTime: zones, calendars, arithmetic, patterns.</summary>
internal static class TimeWork
{
    public static void Run(TextWriter output)
    {
        var start = Instant.FromUtc(2021, 3, 27, 22, 30);
        foreach (var id in new[] { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC" })
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            for (var i = 0; i < 12; i++)
            {
                var at = (start + Duration.FromHours(i * 731.25)).InZone(zone);
                output.WriteLine($"{ZonedDateTimePattern.GeneralFormatOnlyIso.Format(at)} {at.IsDaylightSavingTime()} {at.LocalDateTime.DayOfWeek}");
            }

            foreach (var interval in zone.GetZoneIntervals(new Interval(start, start + Duration.FromDays(800))))
            {
                output.WriteLine(interval);
            }
        }

        Calendars(output);
        Patterns(output);
    }

    private static void Calendars(TextWriter output)
    {
        var date = new LocalDate(2024, 2, 29);
        foreach (var id in CalendarSystem.Ids)
        {
            var other = date.WithCalendar(CalendarSystem.ForId(id));
            output.WriteLine($"{id} {other.Year}-{other.Month}-{other.Day} {other.PlusMonths(13).PlusDays(-40):R} {other.DayOfYear}");
        }

        output.WriteLine(Period.Between(date, new LocalDate(2031, 11, 3), PeriodUnits.YearMonthDay).Normalize());
        output.WriteLine(WeekYearRules.Iso.GetWeekOfWeekYear(date));
        var gap = new LocalDateTime(2021, 3, 28, 2, 30);
        var map = DateTimeZoneProviders.Tzdb["Europe/Berlin"].MapLocal(gap);
        output.WriteLine($"{map.Count} {Resolvers.LenientResolver(map)}");
    }

    private static void Patterns(TextWriter output)
    {
        var patterns = new[] { "uuuu-MM-dd'T'HH:mm:ss.fffffff", "d MMM yyyy", "HH:mm", "ddd, dd.MM.uuuu hh:mm tt" };
        foreach (var text in patterns)
        {
            var pattern = LocalDateTimePattern.CreateWithInvariantCulture(text);
            var formatted = pattern.Format(new LocalDateTime(2022, 12, 31, 23, 5, 59, 123));
            var parsed = pattern.Parse(formatted);
            output.WriteLine($"{formatted} {(parsed.Success ? parsed.Value : parsed.Exception.Message)}");
        }

        output.WriteLine(InstantPattern.ExtendedIso.Parse("nonsense").Exception.Message);
        output.WriteLine(PeriodPattern.NormalizingIso.Parse("P1Y2M3W4DT5H6M7.5S").Value);
    }
}
