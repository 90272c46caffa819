namespace Plumbline.Agent.Capture;

/// <summary>Classes of the framework whose fields are not what a reader wants to see.</summary>
internal static class FrameworkTree
{
    public static TreeShape? For(Type type) => null;
}
