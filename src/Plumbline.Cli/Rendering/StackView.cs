using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Who calls the place: paths that begin alike share their frames.</summary>
/// <param name="context">Where the verb runs.</param>
/// <param name="origins">Who wrote the lines of the frames.</param>
internal sealed class StackView(VerbContext context, FrameOrigins origins) : TallyView<StacksSeen>(context)
{
    private const int LiveLines = 40;

    private readonly Palette _palette = new(context.Terminal.Color);

    protected override string Short(StacksSeen state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{state.Seconds,6:F1} s  {StateText.Plural(state.Total, "hit")} over {StateText.Plural(state.Paths.Length, "path")}");

    protected override IReadOnlyList<string> Full(StacksSeen state)
    {
        var root = new CallerTree();
        foreach (var path in state.Paths)
        {
            root.Add(path);
        }

        var lines = new List<string> { Short(state) };
        Write(lines, root, "", state.Total);
        return Terminal.Live && lines.Count > LiveLines ? [.. lines.Take(LiveLines), "  …"] : lines;
    }

    /// <summary>A caller that has no choice stands under its callee without a further level.</summary>
    private void Write(List<string> lines, CallerTree tree, string indent, long total)
    {
        foreach (var caller in tree.Callers)
        {
            var share = total > 0 ? 100.0 * caller.Hits / total : 0;
            var count = string.Create(CultureInfo.InvariantCulture, $"{caller.Hits,10:N0} {share,5:F1} %");
            var text = CaptureText.Frame(caller.Frame);
            lines.Add($"{count}  {indent}{(caller.Frame.User ? text : _palette.Faint(text))}{origins.Text(caller.Frame, _palette)}");
            Write(lines, caller, tree.Callers.Count == 1 ? indent + " " : indent + "  ", total);
        }
    }
}
