using Plumbline.Wire;

namespace Plumbline.Cli.Recordings;

/// <summary>A recording as its moments: what a hook saw to have changed is put to the statement before, which changed it.</summary>
internal static class Moments
{
    public static List<Moment> Of(Recorded recorded)
    {
        var moments = new List<Moment>();
        foreach (var step in recorded.Steps)
        {
            switch (step.Kind)
            {
                case RecordedStepKind.Call or RecordedStepKind.Await or RecordedStepKind.Yield:
                    AddResult(moments, step);
                    break;
                case RecordedStepKind.Entry:
                    moments.Add(New(recorded, step, MomentKind.Entry));
                    moments[^1].Values.AddRange(step.Values ?? []);
                    break;
                default:
                    Add(moments, recorded, step);
                    break;
            }
        }

        return moments;
    }

    private static void AddResult(List<Moment> moments, RecordedStep step)
    {
        if (moments.Count > 0 && step.Values is [var value, ..])
        {
            moments[^1].Results.Add(new MomentResult(step.Kind.ToString().ToLowerInvariant(), step.Callee, value.Nodes));
        }
    }

    private static void Add(List<Moment> moments, Recorded recorded, RecordedStep step)
    {
        var kind = step.Kind switch { RecordedStepKind.Throw => MomentKind.Throw, RecordedStepKind.End => MomentKind.End, _ => MomentKind.Line };
        var moment = New(recorded, step, kind);
        foreach (var value in step.Values ?? [])
        {
            var isOwn = moments.Count == 0 || (kind == MomentKind.End && recorded.Passed > 0) || (kind != MomentKind.Line && value.Name is "@return" or "@exception");
            (isOwn ? moment : moments[^1]).Values.Add(value);
        }

        moments.Add(moment);
    }

    /// <summary>Indexes come from another process: none is trusted.</summary>
    private static Moment New(Recorded recorded, RecordedStep step, MomentKind kind)
    {
        var place = kind == MomentKind.Line && step.Place >= 0 && step.Place < recorded.Places.Length ? recorded.Places[step.Place] : null;
        var file = place is not null && place.File >= 0 && place.File < recorded.Files.Length ? recorded.Files[place.File].Path : null;
        return new Moment(kind, place is null ? -1 : step.Place, place, file, step.At);
    }
}
