using Plumbline.Agent.Il;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Plans what an armed method carries: hooks that only an exception reaches, and hooks that learn what its values are like. The way
/// without an exception costs nothing of the first but the regions, which are tables beside the code.
/// </summary>
internal static class ArmedPlanner
{
    public static BodyPlan Plan(PlanContext context)
    {
        var site = context.Site("throw", context.Place.Line);
        if (context.Probe.Spec.TimesCallees)
        {
            return new BodyPlan(context.Place.BodyToken, new SlowPlanner(context, timesCallees: true).Plan(), [site]);
        }

        var catches = context.Body.Parse().Clauses.Exists(clause => clause.Kind is ExceptionClauseKind.Catch or ExceptionClauseKind.Filter);
        if (context.Probe.Spec.OnlyLearns)
        {
            return new BodyPlan(context.Place.BodyToken, new FactsPlanner(context).Plan(catches), [site]);
        }

        var variables = context.Variables.Everywhere();
        var hooks = new List<PlannedHook>();
        if (catches)
        {
            hooks.Add(Hook(HookPosition.Catch, site, variables));
        }

        // The compiler catches everything that leaves the body of an async method, and a region inside sees that.
        if (!catches || context.Place.BodyKind is BodyKind.Plain or BodyKind.Iterator)
        {
            hooks.Add(Hook(HookPosition.Throw, site, variables));
        }

        FactsPlanner? facts = null;
        if (context.Probe.Spec.LearnsFacts)
        {
            facts = new FactsPlanner(context);
            hooks.AddRange(facts.Plan(catches));
        }

        hooks.AddRange(new SlowPlanner(context, timesCallees: false, facts?.Counting).Plan());
        return new BodyPlan(context.Place.BodyToken, hooks, [site]);
    }

    private static PlannedHook Hook(HookPosition position, Site site, IReadOnlyList<PlanVariable> variables) => new()
    {
        Position = position,
        IsLazy = true,
        Plan = new ThunkPlan
        {
            Recipe = new ArmedRecipe(site, isInside: position == HookPosition.Catch),
            PassesException = true,
            Variables = variables,
        },
    };
}
