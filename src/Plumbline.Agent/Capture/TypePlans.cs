using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>The plans of all types met so far. Held weakly, so that a collectible load context can still be unloaded.</summary>
internal static class TypePlans
{
    private static readonly ConditionalWeakTable<Type, TypePlan> s_plans = [];
    private static readonly ConditionalWeakTable<Type, TypePlan>.CreateValueCallback s_build = Build;

    public static bool TryFind(Type type, [NotNullWhen(true)] out TypePlan? plan) => s_plans.TryGetValue(type, out plan);

    public static TypePlan Of(Type type) => s_plans.GetValue(type, s_build);

    private static TypePlan Build(Type type)
    {
        try
        {
            return new TypePlan(type, SecretTypes.IsSecret(type), ShapeChoice.For(type));
        }
        catch (Exception fault)
        {
            // A type whose members can't be resolved; nothing is known about it, so nothing of it is shown.
            CaptureFaults.Report("plan of a type", fault);
            return new TypePlan(type, secret: true, new UnreadableShape());
        }
    }
}
