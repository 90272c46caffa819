using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>The same for every verb: one object for each event and each change of state.</summary>
internal sealed class JsonView(VerbContext context, JsonOutput json, FrameOrigins origins) : ProbeView(context)
{
    public override void Placed(ProbeStatus status, ProbeSpec spec) => Changed(status);

    public override void Changed(ProbeStatus status) => json.Write(ProbeLine.From(status));

    /// <summary>After Ctrl-C there was no change of state to tell the end.</summary>
    public override void Finish(ProbeStatus last)
    {
        if (FrameOriginsLine.From(origins.Late()) is { } late)
        {
            json.Write(late);
        }

        if (Context.Cancel.IsCancellationRequested)
        {
            Changed(last);
        }
    }

    public override void Show(WireMessage message)
    {
        JsonLine? line = message switch
        {
            Captured captured => CaptureLine.From(captured, origins),
            Logged logged => LogLine.From(logged, origins),
            Counted counted => CountLine.From(counted),
            Timed timed => TimeLine.From(timed),
            StacksSeen stacks => StacksLine.From(stacks, origins),
            Recorded recorded => RecordingLine.From(recorded, origins),
            ProbeChanged changed => ProbeLine.From(changed.Status),
            _ => null,
        };
        if (line is not null)
        {
            json.Write(line);
        }
    }
}
