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
            AddHooks(context, site, line, hooks);
        }

        return new BodyPlan(context.Place.BodyToken, hooks, sites);
    }

    /// <summary>Statements of one line that read the same variables share a thunk.</summary>
    private static void AddHooks(PlanContext context, Site site, IEnumerable<LinePoint> points, List<PlannedHook> hooks)
    {
        var recipe = context.Recipe(site, outcome: null);
        var plans = new List<ThunkPlan>();
        foreach (var point in points)
        {
            var variables = context.Needed(() => context.Variables.At(point.IlOffset));
            var plan = plans.Find(known => known.Variables.SequenceEqual(variables, VariableSearch.ByPlace));
            if (plan is null)
            {
                plans.Add(plan = new ThunkPlan { Recipe = recipe, Variables = variables, Fixed = context.Fixed(point.IlOffset) });
            }

            hooks.Add(new PlannedHook { Position = HookPosition.Offset, Offset = point.IlOffset, Plan = plan });
        }
    }
}
