using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Capture;

/// <summary>A boxed value of one of the types that <see cref="Scalars"/> knows.</summary>
internal sealed class ScalarLeaf<T> : LeafShape
    where T : struct
{
    public override int Add(CaptureGraph graph, TypePlan plan, object value) => Scalars.TryAdd(graph, ref Unsafe.Unbox<T>(value));
}
