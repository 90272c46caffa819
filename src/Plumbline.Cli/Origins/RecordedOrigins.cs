using Plumbline.Cli.Json;
using Plumbline.Wire;

namespace Plumbline.Cli.Origins;

/// <summary>Who wrote the lines of a recorded call that ran.</summary>
internal static class RecordedOrigins
{
    /// <summary>Lines that ran, by their origins, in the order of the first line of each; those of which none is known are left out.</summary>
    public static List<LinesOriginLine> Of(Recorded recorded, FrameOrigins origins)
    {
        var own = recorded.Files.FirstOrDefault()?.Path;
        return
        [
            .. Ran(recorded)
                .Select(at => (at.File, at.Line, Origin: origins.Of(new CapturedFrame(recorded.Method, at.File, at.Line, User: true))))
                .Where(at => at.Origin is not null)
                .GroupBy(at => (at.File, at.Origin))
                .Select(group => new LinesOriginLine(group.Key.File == own ? null : group.Key.File, [.. group.Select(at => at.Line)], group.Key.Origin!)),
        ];
    }

    /// <summary>Each line that ran once, file by file, in order. Indexes come from another process: none is trusted.</summary>
    public static IEnumerable<(string File, int Line)> Ran(Recorded recorded) =>
        recorded.Steps
            .Where(step => step.Kind == RecordedStepKind.Line && step.Place >= 0 && step.Place < recorded.Places.Length)
            .Select(step => recorded.Places[step.Place])
            .Where(place => place.File >= 0 && place.File < recorded.Files.Length)
            .Select(place => (recorded.Files[place.File].Path, place.Line))
            .Distinct()
            .GroupBy(at => at.Path, StringComparer.Ordinal)
            .SelectMany(file => file.OrderBy(at => at.Line));
}
