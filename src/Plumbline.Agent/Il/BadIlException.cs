namespace Plumbline.Agent.Il;

/// <summary>Bytes that are not a method body, or not a signature. The only exception that reading hostile input may raise.</summary>
internal sealed class BadIlException(string message, int offset = -1) : Exception(message)
{
    /// <summary>Offset inside the bytes that were read, or -1.</summary>
    public int Offset { get; } = offset;
}
