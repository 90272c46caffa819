namespace Plumbline.Agent.Capture;

/// <summary>Classes of the framework that are one text.</summary>
internal static class FrameworkLeaf
{
    public static LeafShape? For(Type type) => null;
}
