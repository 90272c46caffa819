using Plumbline.Cli.Origins;

namespace Plumbline.Cli.Rendering;

/// <summary>Who wrote what was shown before the history was read.</summary>
internal static class LateOrigins
{
    public static IEnumerable<string> Lines(FrameOrigins origins, Palette palette)
    {
        var late = origins.Late();
        return late.Select(one => $"  {SafeText.OneLine(one.Frame.Method)}{palette.Faint($"  {FailureStory.ShortFile(one.Frame.File!)}:{one.Frame.Line}")}  {FrameOrigins.Text(one.Origin, palette)}")
            .Prepend(late.Count > 0 ? palette.Strong("who wrote it") : null).OfType<string>();
    }
}
