namespace Plumbline.Agent.Il;

/// <summary>An evaluation stack. Immutable: states of neighbouring instructions share what is below.</summary>
internal sealed class StackState
{
    private readonly StackState? _below;

    private StackState(StackType top, StackState? below)
    {
        Top = top;
        _below = below;
        Depth = below is null ? 0 : below.Depth + 1;
    }

    public static StackState Empty { get; } = new(default, null);

    public int Depth { get; }

    public bool IsEmpty => Depth == 0;

    /// <summary>Of no meaning when empty.</summary>
    public StackType Top { get; }

    public StackState Push(StackType type) => new(type, this);

    /// <summary>The stack without its top; an empty stack stays empty.</summary>
    public StackState Pop() => _below ?? this;

    /// <summary>From the bottom to the top.</summary>
    public StackType[] ToArray()
    {
        var types = new StackType[Depth];
        var state = this;
        for (var i = types.Length - 1; i >= 0; i--, state = state.Pop())
        {
            types[i] = state.Top;
        }

        return types;
    }
}
