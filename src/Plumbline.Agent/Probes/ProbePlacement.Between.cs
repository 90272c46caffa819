using System.Runtime.CompilerServices;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Planning;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

internal sealed partial class ProbePlacement
{
    /// <summary>The time from one place to another. Where they share a body, the invocation ties them; else the thread does.</summary>
    private Failure? BindBetween(Probe probe, ProbeExpressions expressions, ResolvedPlace[] starts, string to)
    {
        var resolution = new PlaceResolver(symbols).Resolve(Parse(to), modules.Snapshot(), Options(probe.Spec));
        if (resolution.Code is { } code)
        {
            return new Failure(code, resolution.Message, resolution.Cure, Candidates: resolution.Candidates);
        }

        var woven = 0;
        foreach (var start in starts)
        {
            var within = resolution.Places.FirstOrDefault(end => end.Module == start.Module && end.BodyToken == start.BodyToken);
            woven += Weave(probe, start, context => within is null ? Between(context).PlanStart() : Between(context).PlanWithin(within)) ? 1 : 0;
            if (within is not null)
            {
                continue;
            }

            foreach (var end in resolution.Places)
            {
                woven += Weave(probe, end, context => Between(context).PlanStop()) ? 0 : -starts.Length;
            }
        }

        return Finish(probe, woven);

        BetweenPlanner Between(PlanContext context) => new(context);

        bool Weave(Probe owner, ResolvedPlace place, Func<PlanContext, BodyPlan> plan) => this.Weave(owner, expressions, place, plan);
    }
}
