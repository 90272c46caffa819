using System.Globalization;
using Humanizer;

namespace Plumbline.Exploration.Work;

/// <summary>Humanizer: numbers, times and words in several languages.</summary>
internal static class WordWork
{
    public static void Run(TextWriter output)
    {
        var now = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        foreach (var culture in new[] { "en", "de", "fr", "ru", "ar", "ja" }.Select(Culture))
        {
            for (var i = 0; i < 25; i++)
            {
                var n = (i * i * i * 37) - 11;
                output.WriteLine($"{n.ToWords(culture)} | {(n & 0xFFF).ToOrdinalWords(culture)} | {TimeSpan.FromSeconds(n).Humanize(3, CultureInfo.InvariantCulture)}");
            }
        }

        for (var i = 0; i < 40; i++)
        {
            output.WriteLine(now.AddHours(-i * i * 7).Humanize(true, now, CultureInfo.InvariantCulture));
        }

        foreach (var word in new[] { "PascalCaseInput", "some_snake case-text", "person", "octopus", "data", "HTMLParser", "child", "Analysis" })
        {
            output.WriteLine($"{word.Humanize(LetterCasing.Title)} {word.Pluralize(false)} {word.Singularize(false)} {word.Camelize()} {word.Underscore()} {word.Kebaberize()} {word.Truncate(6)}");
        }

        for (var i = 1; i < 4000; i += 333)
        {
            output.WriteLine($"{i.ToRoman()} {(i * 1024d).Bytes().Humanize("0.00", CultureInfo.InvariantCulture)} {((double)i).ToMetric()} {i.ToString(CultureInfo.InvariantCulture).Ordinalize()} {"item".ToQuantity(i)}");
        }
    }

    private static CultureInfo Culture(string name)
    {
        try
        {
            return new CultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
