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
        if (!csv.Read() || !csv.ReadHeader())
        {
            yield break;
        }

        var columns = csv.HeaderRecord!.Select(column => column.Trim().ToLowerInvariant().Replace(' ', '_')).ToArray();
        while (csv.Read())
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
    }
}
