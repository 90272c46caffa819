namespace Plumbline.Agent.Places;

/// <summary>Names that a user may have meant: by edit distance, swaps of neighbours counted once, case almost free.</summary>
internal static class NearestNames
{
    private const int MaxLength = 64;

    /// <summary>The closest of <paramref name="names"/>, best first; those that are too far are left out.</summary>
    public static string[] Of(string wanted, IEnumerable<(string Key, string Shown)> names, int limit) =>
        [.. names
            .Select(name => (name.Shown, Distance: Distance(wanted, name.Key)))
            .Where(name => name.Distance <= Tolerance(wanted))
            .OrderBy(name => name.Distance).ThenBy(name => name.Shown.Length).ThenBy(name => name.Shown, StringComparer.Ordinal)
            .Select(name => name.Shown)
            .Distinct()
            .Take(limit)];

    /// <summary>Edits that a mistyped name may have: one in three characters.</summary>
    public static int Tolerance(string wanted) => Math.Max(1, Math.Min(wanted.Length, MaxLength) / 3);

    /// <summary>Optimal string alignment distance; gives up with a large number where the lengths alone say "too far".</summary>
    public static int Distance(string first, string second)
    {
        if (first.Length > MaxLength || second.Length > MaxLength || Math.Abs(first.Length - second.Length) > Tolerance(first))
        {
            return string.Equals(first, second, StringComparison.OrdinalIgnoreCase) ? 0 : int.MaxValue;
        }

        Span<int> rows = stackalloc int[3 * (MaxLength + 1)];
        var before = rows[..(MaxLength + 1)];
        var above = rows.Slice(MaxLength + 1, MaxLength + 1);
        var row = rows[(2 * (MaxLength + 1))..];
        for (var j = 0; j <= second.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= first.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var cost = Same(first[i - 1], second[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && Same(first[i - 1], second[j - 2]) && Same(first[i - 2], second[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return above[second.Length];
    }

    private static bool Same(char first, char second) => char.ToUpperInvariant(first) == char.ToUpperInvariant(second);
}
