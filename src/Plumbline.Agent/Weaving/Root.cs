namespace Plumbline.Agent.Weaving;

internal enum RootKind
{
    Argument,
    Local,

    /// <summary>A value on the evaluation stack where the hook stands, counted from the top.</summary>
    Stack,
}

/// <summary>A variable of the method's body that a hook passes to its thunk.</summary>
internal readonly record struct Root(RootKind Kind, int Index)
{
    public static Root Argument(int index) => new(RootKind.Argument, index);

    public static Root Local(int index) => new(RootKind.Local, index);

    public static Root Stack(int fromTop) => new(RootKind.Stack, fromTop);
}
