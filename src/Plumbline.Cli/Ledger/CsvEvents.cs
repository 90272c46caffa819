using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Plumbline.Cli.Ledger;

/// <summary>The rows of a CSV file as events: each an object whose fields are the columns.</summary>
internal static class CsvEvents
{
    /// <summary>Characters of a field; a file that leaves a quote open would else be one field.</summary>
    private const int MostInField = 256 * 1024;

    public static IEnumerable<byte[]> Read(Stream stream)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, BadDataFound = null, MissingFieldFound = null, MaxFieldSize = MostInField, TrimOptions = TrimOptions.Trim };
        using var csv = new CsvReader(new StreamReader(stream, Encoding.UTF8), configuration);
        if (!HasRow(csv, out var trouble) || !csv.ReadHeader())
        {
            foreach (var one in Trouble(trouble))
            {
                yield return one;
            }

            yield break;
        }

        var columns = csv.HeaderRecord!.Select(column => column.Trim().ToLowerInvariant().Replace(' ', '_')).ToArray();
        while (HasRow(csv, out trouble))
        {
            // A column that is empty says nothing, as if it were not there.
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < columns.Length; i++)
            {
                if (csv.TryGetField<string>(i, out var field) && !string.IsNullOrEmpty(field))
                {
                    row[columns[i]] = field;
                }
            }

            yield return JsonSerializer.SerializeToUtf8Bytes(row);
        }

        foreach (var rest in Trouble(trouble))
        {
            yield return rest;
        }
    }

    /// <summary>Whether there is another row that can be read; of one whose field has no end nothing behind it can be, either.</summary>
    private static bool HasRow(CsvReader csv, out string? trouble)
    {
        trouble = null;
        try
        {
            return csv.Read();
        }
        catch (MaxFieldSizeException)
        {
            trouble = string.Create(CultureInfo.InvariantCulture, $"a field of row {csv.Parser.Row} has more than {MostInField} characters, as if a quote were never closed; that row and all behind it were not read");
            return false;
        }
    }

    /// <summary>Trouble as an event that can't be read, so that it is kept and listed like all others.</summary>
    private static IEnumerable<byte[]> Trouble(string? trouble) => trouble is null ? [] : [Encoding.UTF8.GetBytes(trouble)];
}
