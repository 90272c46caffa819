namespace Plumbline.Wire;

/// <summary>Bounds of one capture.</summary>
internal sealed record CaptureLimits
{
    /// <summary>Levels of fields below a root value.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Elements of one collection.</summary>
    public int Elements { get; init; } = 100;

    /// <summary>Fields of one object.</summary>
    public int Fields { get; init; } = 50;

    /// <summary>UTF-16 units of one string.</summary>
    public int Characters { get; init; } = 1000;

    /// <summary>Bytes of one capture as sent.</summary>
    public int Bytes { get; init; } = 64 * 1024;

    /// <summary>Time one capture may take, in milliseconds.</summary>
    public double Milliseconds { get; init; } = 5;
}
