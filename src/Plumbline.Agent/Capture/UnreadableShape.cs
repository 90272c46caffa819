namespace Plumbline.Agent.Capture;

/// <summary>A type of which nothing can be read.</summary>
internal sealed class UnreadableShape : LeafShape
{
    public override int Add(CaptureGraph graph, TypePlan plan, object value) =>
        graph.AddUnavailable(plan.Name, "its type can't be read");
}
