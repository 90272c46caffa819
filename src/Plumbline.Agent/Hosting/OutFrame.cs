using Plumbline.Wire;

namespace Plumbline.Agent.Hosting;

/// <summary>
/// A message on its way out: either still an object, which the writer's thread turns into JSON, or a capture that is JSON already, in
/// a buffer of the captures' pool.
/// </summary>
internal readonly record struct OutFrame
{
    /// <summary>What the memory of a message that is still an object is taken to be.</summary>
    private const int MessageBytes = 512;

    public OutFrame(WireMessage message)
    {
        Message = message;
        Length = MessageBytes + (message is Logged logged ? logged.Text.Length * 2 : 0);
    }

    public OutFrame(ArraySegment<byte> capture)
    {
        Capture = capture;
        Length = capture.Count;
    }

    public WireMessage? Message { get; }

    public ArraySegment<byte> Capture { get; }

    /// <summary>Bytes that it holds while it waits.</summary>
    public int Length { get; }
}
