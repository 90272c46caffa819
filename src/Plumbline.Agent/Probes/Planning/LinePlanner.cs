using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>Plans probes on lines: one hook in front of each statement that starts there.</summary>
internal static class LinePlanner
{
    public static BodyPlan Plan(PlanContext context)
    {
        var hooks = new List<PlannedHook>();
        var sites = new List<Site>();
        foreach (var line in context.Place.Lines.GroupBy(point => point.Line))
        {
            var site = context.Site("line", line.Key);
            sites.Add(site);
            hooks.AddRange(line.Select(point => Hook(context, site, point)));
        }

        return new BodyPlan(context.Place.BodyToken, hooks, sites);
    }

    private static PlannedHook Hook(PlanContext context, Site site, LinePoint point) => new()
    {
        Position = HookPosition.Offset,
        Offset = point.IlOffset,
        Plan = new ThunkPlan
        {
            Recipe = context.Recipe(site, outcome: null),
            Variables = context.Needed(context.Variables.At(point.IlOffset)),
            Fixed = context.Fixed(point.IlOffset),
        },
    };
}
