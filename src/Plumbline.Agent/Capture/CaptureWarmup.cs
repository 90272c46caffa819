using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Capture;

/// <summary>
/// Work that a first hit would otherwise do on the user's thread. Called on a thread of the agent's: once when it starts,
/// and for the types of a probe's variables when the probe is placed.
/// </summary>
internal static class CaptureWarmup
{
    private const int MostTypes = 200;

    /// <summary>Has the code of a capture compiled by taking some of nothing.</summary>
    public static void Run()
    {
        var session = new CaptureSession();
        var header = new CaptureHeader { Probe = 0, Hit = 0, At = 0, Method = "Warm", Event = "line" };
        for (var i = 0; i < 3; i++)
        {
            session.Begin(new CaptureLimits { Milliseconds = 1000 }, Redactor.Default, MethodSecrets.Of("Warmup", Redactor.Default));
            var (number, total, text, flag) = (42, 19.9m, "password=x for https://a:b@example.com/", true);
            var (at, sample, id) = (DateTime.UnixEpoch, new Sample(), Guid.Empty);
            session.Value("number", "argument", null, ref number);
            session.Value("total", "argument", null, ref total);
            session.Value("text", "argument", null, ref text);
            session.Value("flag", "argument", null, ref flag);
            session.Value("at", "argument", null, ref at);
            session.Value("id", "argument", null, ref id);
            session.Value("sample", "argument", null, ref sample);
            CaptureBuffers.Return(session.Complete(header));
            ValueText.Of(sample, Redactor.Default);
        }
    }

    /// <summary>Learns the types that values of these types are likely to hold, level by level.</summary>
    /// <param name="depth">Levels of fields, as in the probe's limits.</param>
    public static void Prepare(IEnumerable<Type> types, int depth)
    {
        var level = types.ToHashSet();
        var seen = new HashSet<Type>();
        for (var i = 0; i <= depth && level.Count > 0 && seen.Count < MostTypes; i++)
        {
            var next = new HashSet<Type>();
            foreach (var type in level.Where(seen.Add).Take(MostTypes))
            {
                Learn(type, next);
            }

            level = next;
        }
    }

    private static void Learn(Type type, HashSet<Type> next)
    {
        try
        {
            if (type.ContainsGenericParameters || type.IsByRefLike || type.IsByRef)
            {
                return;
            }

            if (TypePlans.Of(type).Shape is ObjectShape shape)
            {
                shape.BuildMeasure();
                next.UnionWith(shape.Fields.Where(f => !f.IsSecret).Select(f => f.Access.Field.FieldType));
            }

            next.UnionWith(type.HasElementType ? [type.GetElementType()!] : type.GenericTypeArguments);
        }
        catch (Exception fault)
        {
            CaptureFaults.Report("preparation of a type", fault);
        }
    }

    private sealed class Sample
    {
        public int Number { get; } = 1;

        public string Text { get; } = "text";

        public List<string> Texts { get; } = ["a"];

        public Dictionary<string, int> Counts { get; } = new() { ["a"] = 1 };

        public object[] Objects { get; } = [1, "b"];

        public DayOfWeek Day { get; } = DayOfWeek.Friday;

        public Exception Failure { get; } = new InvalidOperationException("x");

        public string Password { get; } = "x";
    }
}
