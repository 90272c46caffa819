using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>Methods whose name comes near one that was not found: the last segment by edit distance, then the one before it.</summary>
internal sealed class NearestMethods(NamePattern wanted)
{
    private const int Limit = 5;

    private readonly string _method = wanted.Segments[^1].Split('`')[0];
    private readonly string _type = wanted.Segments is { Length: > 1 } segments ? segments[^2].Split('`')[0] : "";

    public string[] Find(IEnumerable<ModuleImage> modules)
    {
        var near = new List<(FoundMethod Method, int Distance)>();
        var everything = new NameFilter("", ignoreCase: true);
        foreach (var method in modules.SelectMany(module => MethodWalk.Candidates(module, everything)))
        {
            if (DistanceOf(method) is var distance and < int.MaxValue)
            {
                near.Add((method, distance));
            }
        }

        return [.. near.OrderBy(item => item.Distance).Take(Limit * 4)
            .Select(item => SourceName.Of(item.Method.Image, item.Method.Handle)).Distinct().Take(Limit)];
    }

    private int DistanceOf(FoundMethod method)
    {
        var metadata = method.Image.Metadata;
        var raw = metadata.GetString(metadata.GetMethodDefinition(method.Handle).Name);
        var name = raw is ".ctor" ? LastOf(method.Owner) : LastOf(raw);
        var own = NearestNames.Distance(_method, name);
        var type = _type.Length == 0 ? 0 : NearestNames.Distance(_type, LastOf(method.Owner));
        var ownIsNear = own <= NearestNames.Tolerance(_method);
        var typeIsNear = type <= NearestNames.Tolerance(_type);

        // A method of the right name in another type, or of another name in the right type, is worth offering, after both near.
        return (ownIsNear, typeIsNear) switch
        {
            (true, true) => (own * 2) + type,
            (true, false) when own <= 1 => 100 + own,
            (false, true) when type == 0 && _type.Length > 0 => 1000,
            _ => int.MaxValue,
        };
    }

    private static string LastOf(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..].Split('`')[0];
        return MemberName.AccessorOf(last) is { } accessor ? last[(accessor.Length + 1)..]
            : CompiledName.Parse(last) is { IsLocalFunction: true } local ? local.LocalFunctionName
            : last;
    }
}
