namespace Plumbline.Agent.Hosting;

/// <summary>A frame on its way out.</summary>
/// <param name="Bytes">One JSON message.</param>
/// <param name="IsPooled">Whether the buffer goes back to the pool of captures once it is sent or dropped.</param>
internal readonly record struct OutFrame(ArraySegment<byte> Bytes, bool IsPooled = false);
