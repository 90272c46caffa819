using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

internal sealed class CountView(VerbContext context) : TallyView<Counted>(context)
{
    private const int GroupsInShort = 5;
    private const int GroupsInFull = 20;
    private const int KeyWidth = 60;

    private long _earlierTotal;
    private double _earlierSeconds;
    private double _now;

    protected override string Short(Counted state)
    {
        var text = Total(state);
        var groups = Groups(state).Take(GroupsInShort).Select(g => $"{Key(g)} {StateText.Number(g.Hits)}");
        var shown = string.Join("  ", groups);
        return shown.Length == 0 ? text : $"{text}  {shown}";
    }

    protected override IReadOnlyList<string> Full(Counted state)
    {
        var lines = new List<string> { Total(state) };
        var groups = Groups(state).Take(GroupsInFull).ToArray();
        var width = groups.Length == 0 ? 0 : groups.Max(g => Key(g).Length);
        foreach (var group in groups)
        {
            var share = state.Total > 0 ? 100.0 * group.Hits / state.Total : 0;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"  {Key(group).PadRight(width)}  {group.Hits,12:N0}  {share,5:F1} %"));
        }

        var rest = state.OtherGroups + Groups(state).Skip(GroupsInFull).Sum(g => g.Hits);
        if (rest > 0)
        {
            lines.Add($"  … {StateText.Plural(rest, "hit")} in further groups");
        }

        return lines;
    }

    private static IEnumerable<CountGroup> Groups(Counted state) =>
        state.Groups is [{ Key.Length: 0 }] ? [] : state.Groups;

    private static string Key(CountGroup group)
    {
        var key = SafeText.OneLine(group.Key);
        return key.Length > KeyWidth ? key[..(KeyWidth - 1)] + "…" : key;
    }

    /// <summary>The rate of the last second beside the mean since the probe was applied.</summary>
    private string Total(Counted state)
    {
        if (state.Seconds > _earlierSeconds)
        {
            _now = (state.Total - _earlierTotal) / (state.Seconds - _earlierSeconds);
            (_earlierTotal, _earlierSeconds) = (state.Total, state.Seconds);
        }

        var mean = state.Seconds > 0 ? state.Total / state.Seconds : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Seconds,6:F1} s  {StateText.Plural(state.Total, "hit")}  now {_now:N1}/s  mean {mean:N1}/s");
    }
}
