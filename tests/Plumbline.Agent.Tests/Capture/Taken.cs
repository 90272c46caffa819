using System.Globalization;
using System.Text;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;

namespace Plumbline.Agent.Tests.Capture;

/// <summary>A finished capture, read back through the wire.</summary>
internal sealed class Taken
{
    private Taken(byte[] bytes)
    {
        Bytes = bytes;
        Message = WireJson.Deserialize(bytes).ShouldBeOfType<Captured>();
        var children = Message.Nodes.SelectMany(n => (n.Items ?? []).Concat((n.Fields ?? []).Select(f => f.Node)));
        children.Concat(Message.Values.Select(v => v.Node)).Where(n => n < 0 || n >= Message.Nodes.Length).ShouldBeEmpty();
    }

    public static CaptureHeader Header { get; } = new() { Probe = 7, Hit = 1, At = 2, Method = "Shop.Orders.Checkout", Event = "line" };

    public byte[] Bytes { get; }

    public Captured Message { get; }

    public string Text => Encoding.UTF8.GetString(Bytes);

    public CapturedNode Root => Node(Message.Values[0].Node);

    public static Taken Of<T>(T value, CaptureLimits? limits = null, RedactionRules? rules = null, string name = "it", string?[]? tuple = null)
    {
        // The tests are about what is read, not about how busy the machine is.
        limits = (limits ?? new CaptureLimits()) with { Milliseconds = limits is { Milliseconds: not 5 } ? limits.Milliseconds : 1000 };
        var session = new CaptureSession();
        session.Begin(limits, Redactor.For(rules ?? new RedactionRules()));
        session.Value(name, "argument", null, ref value, tuple);
        return End(session);
    }

    public static Taken End(CaptureSession session, CaptureHeader? header = null)
    {
        var bytes = session.Complete(header ?? Header);
        bytes.Count.ShouldBeGreaterThan(0);
        var copy = bytes.ToArray();
        CaptureBuffers.Return(bytes);
        return new Taken(copy);
    }

    public CapturedNode Node(int index) => Message.Nodes[index];

    public CapturedNode Field(string path) => Field(Root, path);

    public CapturedNode Field(CapturedNode from, string path)
    {
        foreach (var step in path.Split('/'))
        {
            from = int.TryParse(step, CultureInfo.InvariantCulture, out var index)
                ? Node(from.Items.ShouldNotBeNull()[index])
                : Node(from.Fields.ShouldNotBeNull().Single(f => f.Name == step).Node);
        }

        return from;
    }
}
