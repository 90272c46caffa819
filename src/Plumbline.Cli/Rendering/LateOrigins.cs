using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Who wrote what was shown before the history was read.</summary>
internal static class LateOrigins
{
    public static IEnumerable<string> Lines(FrameOrigins origins, Palette palette)
    {
        var late = origins.Late();
        var lines = late.ToLookup(one => Method(one.Frame), one => one.Frame.Line);
        return late.GroupBy(one => (Method: Method(one.Frame), one.Origin))
            .Select(group =>
            {
                var runs = LineRuns.Text([.. group.Select(one => one.Frame.Line).Order()], [.. lines[group.Key.Method].Order()]);
                return $"  {SafeText.OneLine(group.Key.Method.Name)}{palette.Faint($"  {FailureStory.ShortFile(group.Key.Method.File)}:{runs}")}  {FrameOrigins.Text(group.Key.Origin, palette)}";
            })
            .Prepend(late.Count > 0 ? palette.Strong("who wrote it") : null).OfType<string>();
    }

    private static (string Name, string File) Method(CapturedFrame frame) => (frame.Method, frame.File!);
}
