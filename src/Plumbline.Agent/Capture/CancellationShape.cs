namespace Plumbline.Agent.Capture;

/// <summary>Whether cancellation was asked for; not who listens.</summary>
internal sealed class CancellationShape : TreeShape
{
    private static readonly byte[] s_requested = JsonName.Prefix("IsCancellationRequested");

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var requested = value is CancellationToken token ? token.IsCancellationRequested : ((CancellationTokenSource)value).IsCancellationRequested;
        graph.Field(s_requested, graph.Add(ref requested, null));
    }
}
