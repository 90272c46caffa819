using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>Stack frames in source form: the method that the user wrote, its file and its line. Each place is worked out once.</summary>
internal sealed class FrameNames(LoadedModules modules, SymbolStore symbols)
{
    private const int MostFrames = 64;
    private const int MostKnown = 4096;
    private readonly ConcurrentDictionary<(MethodBase Method, int Offset), CapturedFrame> _known = new();

    /// <summary>Frames from the probed method outwards; those of the agent are left out.</summary>
    /// <param name="offsetIn">IL offset at which a frame was left; null for what the frame says.</param>
    public CapturedFrame[] Of(StackTrace trace, Func<StackFrame, int>? offsetIn = null)
    {
        var frames = new List<CapturedFrame>();
        foreach (var frame in trace.GetFrames())
        {
            if (frame.GetMethod() is { } method && !IsAgent(method) && !IsDispatch(method) && frames.Count < MostFrames)
            {
                frames.Add(Name(method, offsetIn?.Invoke(frame) ?? frame.GetILOffset()));
            }
        }

        return [.. frames];
    }

    private static bool IsAgent(MethodBase method) => method.Module.Assembly == typeof(FrameNames).Assembly;

    /// <summary>The runtime's own way from a throw to whoever watches it.</summary>
    private static bool IsDispatch(MethodBase method) => method.DeclaringType is { FullName: "System.Runtime.EH" or "System.Runtime.ExceptionServices.ExceptionDispatchInfo" };

    private CapturedFrame Name(MethodBase method, int offset)
    {
        if (_known.TryGetValue((method, offset), out var known))
        {
            return known;
        }

        var frame = Resolve(method, offset);
        // SAFETY: what is known is kept for good, and a method would keep alive whatever it can be unloaded with.
        return _known.Count < MostKnown && !method.IsCollectible ? _known.GetOrAdd((method, offset), frame) : frame;
    }

    private CapturedFrame Resolve(MethodBase method, int offset)
    {
        if (method.DeclaringType is null || modules.Find(method.Module.Assembly) is not { } image)
        {
            return new CapturedFrame(method.Name, null, 0, User: false);
        }

        var body = MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0xFFFFFF);
        var name = SourceName.Of(image, image.StateMachines.DeclaredOf(body).Declared);
        var points = image.IsFramework ? null : symbols.For(image, []).Symbols?.For(method.MetadataToken)?.Points;
        var point = points?.LastOrDefault(point => point.Offset <= offset && !point.IsHidden) ?? default;
        var file = point.StartLine > 0 ? symbols.For(image, []).Symbols!.Documents.FirstOrDefault(document => document.Row == point.Document)?.Path : null;
        return new CapturedFrame(name, file, point.StartLine, User: !image.IsFramework);
    }
}
