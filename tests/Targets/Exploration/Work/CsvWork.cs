using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Plumbline.Exploration.Work;

/// <summary>CsvHelper: records both ways, quoting, dynamic rows, bad rows.</summary>
internal static class CsvWork
{
    public static void Run(TextWriter output)
    {
        var rows = Enumerable.Range(0, 60).Select(i => new Row
        {
            Id = i,
            Name = i % 4 == 0 ? $"quoted \"{i}\", with comma" : $"plain {i}",
            Amount = i * 3.17m,
            Rate = i / 13.0,
            At = new DateTime(2020, 2, 1).AddHours(i * 31),
            Kind = (DayOfWeek)(i % 7),
            Maybe = i % 5 == 0 ? null : i,
        });
        var text = new StringWriter();
        using (var writer = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            writer.WriteRecords(rows);
        }

        output.WriteLine(text);
        using (var reader = new CsvReader(new StringReader(text.ToString()), CultureInfo.InvariantCulture))
        {
            foreach (var row in reader.GetRecords<Row>())
            {
                output.WriteLine($"{row.Id} {row.Name} {row.Amount} {row.Rate:R} {row.At:O} {row.Kind} {row.Maybe}");
            }
        }

        Loose(output, text.ToString());
    }

    private static void Loose(TextWriter output, string text)
    {
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";", HasHeaderRecord = false, BadDataFound = null, MissingFieldFound = null, TrimOptions = TrimOptions.Trim };
        using var reader = new CsvReader(new StringReader(text.Replace(',', ';') + "\n\"broken;1;2\n"), settings);
        while (reader.Read())
        {
            output.WriteLine($"{reader.Parser.Row} {reader.Parser.Count} {reader.GetField(0)}|{reader.GetField(9)}");
        }

        using var strict = new CsvReader(new StringReader("Id,Name\nx,y\n"), CultureInfo.InvariantCulture);
        try
        {
            output.WriteLine(strict.GetRecords<Row>().Count());
        }
        catch (CsvHelperException fault)
        {
            output.WriteLine(fault.Message);
        }
    }
}

/// <summary>What is written and read.</summary>
public sealed class Row
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public decimal Amount { get; set; }

    public double Rate { get; set; }

    public DateTime At { get; set; }

    public DayOfWeek Kind { get; set; }

    public int? Maybe { get; set; }
}
