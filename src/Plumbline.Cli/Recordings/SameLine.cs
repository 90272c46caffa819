namespace Plumbline.Cli.Recordings;

/// <summary>Puts what ran on one line, one part after the other, into one row: the parts of a loop's head, or several statements.</summary>
internal static class SameLine
{
    public static List<RunRow> Merge(IEnumerable<RunRow> rows)
    {
        var merged = new List<RunRow>();
        var parts = new HashSet<int>();
        Moment? open = null;
        foreach (var row in rows)
        {
            if (row is MomentRow { Moment: { Place: { } place } moment } && open?.Place is { } known && known.Line == place.Line && known.File == place.File && parts.Add(moment.Number))
            {
                merged[^1] = new MomentRow(open = Joined(open, moment));
                continue;
            }

            open = row is MomentRow { Moment: { Place: not null } first } ? first : null;
            parts = [open?.Number ?? -1];
            merged.Add(row);
        }

        return merged;
    }

    /// <summary>Of a variable that changed twice, the later value.</summary>
    private static Moment Joined(Moment first, Moment second)
    {
        var joint = new Moment(second.Kind, second.Number, second.Place, second.File, first.At) { First = first.First };
        joint.Values.AddRange(first.Values.Where(value => !second.Values.Exists(later => later.Name == value.Name)));
        joint.Values.AddRange(second.Values);
        joint.Results.AddRange(first.Results);
        joint.Results.AddRange(second.Results);
        return joint;
    }
}
