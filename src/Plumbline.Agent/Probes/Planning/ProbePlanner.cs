using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>Plans what a probe weaves into the body of one resolved place.</summary>
internal static class ProbePlanner
{
    public static BodyPlan Plan(PlanContext context)
    {
        if (context.Probe.Spec.Armed)
        {
            return ArmedPlanner.Plan(context);
        }

        if (context.Probe.Spec.Kind == ProbeKind.Record)
        {
            return new RecordPlanner(context).Plan();
        }

        if (context.Place.Lines.Length > 0)
        {
            return LinePlanner.Plan(context);
        }

        return context.Place.BodyKind == BodyKind.Plain
            ? new MethodPlanner(context, context.Body.Frame(context.Body.Parse())).Plan()
            : new MachinePlanner(context).Plan();
    }
}
