using System.Globalization;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes;
using Plumbline.Agent.Redaction;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Watching;

/// <summary>
/// Gives methods the hooks that capture their values when an exception flies, for one controller. What cannot fail, or has no source,
/// is left out.
/// </summary>
internal sealed class Arming(ProbeRegistry registry, LoadedModules modules, SymbolStore symbols, ProbeOwner owner, WatchFailures request)
{
    /// <summary>Arm every method of user code.</summary>
    public const string All = "all";

    /// <summary>Methods that begin to learn together: their code is compiled anew.</summary>
    private const int MostAtOnce = 100;

    /// <summary>A first means something after a thousand calls; before these few, a method may never be called again.</summary>
    private const long CallsToLearn = 20;

    private const double Rate = 50;
    private const double Forever = 10 * 365 * 86_400.0;
    private readonly MethodSet _armed = new();
    private readonly MethodSet _passedOver = new();
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly MemoryBudget _memory = new(MemoryBudget.Configured(), timed: request.SlowMilliseconds > 0);
    private readonly Redactor _redactor = Redactor.For(request.Redaction);
    private readonly List<ResolvedPlace> _unlearned = [];
    private int _count;
    private int _learning;

    /// <summary>Arms what matches the patterns of the request.</summary>
    public WatchArmed Arm() => ArmLoaded() ?? Armed;

    /// <summary>Arms what matches in assemblies that were loaded since.</summary>
    /// <returns>How many are armed now; null where none was added.</returns>
    public WatchArmed? ArmLoaded()
    {
        var application = modules.Snapshot().Where(module => !module.IsFramework && HasSource(module)).ToArray();
        var found = request.Arm.SelectMany(pattern => pattern == All
            ? application.SelectMany(Everything)
            : MethodSearch.Matching(pattern, application));
        var changed = request.Changed.SelectMany(file => Changed(file, application));
        return Arm(request.Changed.Length > 0 ? "changed lines" : string.Join(", ", request.Arm), found.Concat(changed).Distinct(), _memory.MostNamed);
    }

    /// <summary>Arms these, as far as they are not.</summary>
    /// <returns>How many are armed now; null where none was added.</returns>
    public WatchArmed? Arm(string name, IEnumerable<FoundMethod> methods) => Arm(name, methods, _memory.MostArmed);

    private WatchArmed? Arm(string name, IEnumerable<FoundMethod> methods, int most)
    {
        var places = methods.Where(method => !IsTrivial(method) && HasSource(method.Image))
            .Select(method => ResolvedPlace.Of(method, symbols.For(method.Image, []).Symbols, PlaceEvents.Throw))
            .Where(place => _armed.Add(place.Module, place.BodyToken)).ToArray();
        if (places.Length == 0)
        {
            return null;
        }

        var room = Math.Max(0, most - _count);
        PassOver(places.Skip(room), string.Create(CultureInfo.InvariantCulture, $"{most:N0} methods are armed, and more would take more memory than the agent may (PLUMBLINE_MEMORY)"));
        if (room > 0)
        {
            Place(name, [.. places.Take(room)]);
        }

        return Armed;
    }

    /// <summary>There is no room now; a method that is on the path of a failure may still get some.</summary>
    private void PassOver(IEnumerable<ResolvedPlace> places, string reason)
    {
        foreach (var place in places)
        {
            _armed.Remove(place.Module, place.BodyToken);
            if (_passedOver.Add(place.Module, place.BodyToken))
            {
                Refuse(reason);
            }
        }
    }

    /// <summary>
    /// Where many methods are armed, those that are called learn what their values are like, the most called first. Called now and then.
    /// </summary>
    /// <param name="totals">Of all calls.</param>
    /// <returns>How many do now; null where none was added.</returns>
    public WatchArmed? Learn(CallTotals totals)
    {
        var room = Math.Clamp(_memory.MostLearning(_count) - _learning, 0, MostAtOnce);
        if (room == 0 || _unlearned.Count == 0)
        {
            return null;
        }

        var called = _unlearned.Select(place => (Place: place, Calls: owner.Slow.CallsOf(place, totals))).Where(place => place.Calls >= CallsToLearn)
            .OrderByDescending(place => place.Calls).Take(room).Select(place => place.Place).ToArray();
        if (called.Length == 0)
        {
            return null;
        }

        _unlearned.RemoveAll(called.Contains);
        if (registry.Place(Spec("learning") with { LearnsFacts = true, OnlyLearns = true }, owner, called) is ProbePlaced { Status: var status })
        {
            _learning += status.Sites.Count(site => site.Refusal is null);
        }

        return Armed;
    }

    /// <summary>
    /// A failure as this controller may see it. One watch serves all controllers by the rules of the first, who may have switched
    /// redaction off.
    /// </summary>
    public FailureSeen Redacted(FailureSeen seen) => seen with
    {
        Message = Redacted(seen.Message),
        Inner = [.. seen.Inner.Select(inner => inner with { Message = Redacted(inner.Message) })],
    };

    private string Redacted(string message) => _redactor.Redact(message, open: message.EndsWith('…'));

    /// <summary>Has the calls timed that slow methods make.</summary>
    public void TimeCallees()
    {
        while (owner.Slow.TryTake(out var method))
        {
            if (registry.Place(Spec($"callees: {method.Place.SourceName}") with { TimesCallees = true }, owner, [method.Place]) is ProbePlaced)
            {
                method.Detail();
            }
        }

        owner.Slow.Tick();
    }

    private WatchArmed Armed => new(_count, new Dictionary<string, int>(_refused)) { Learning = _learning };

    private ProbeSpec Spec(string name) => new()
    {
        Kind = ProbeKind.Snapshot,
        Place = name,
        Armed = true,
        CountsCalls = request.Facts,
        SlowMilliseconds = request.SlowMilliseconds,
        Rate = Rate,
        Seconds = Forever,
        Methods = int.MaxValue,
        Limits = request.Limits,
        Redaction = request.Redaction,
    };

    private void Place(string name, ResolvedPlace[] places)
    {
        foreach (var refused in places.Where(place => place.Refusal is not null))
        {
            Refuse(refused.Refusal!);
        }

        places = [.. places.Where(place => place.Refusal is null)];
        var armedThen = _count + places.Length;

        // All of a few learn at once; of many, only those that are called are worth it.
        var learns = request.Facts && armedThen <= _memory.MostLearning(armedThen);
        if (request.Facts && !learns)
        {
            _unlearned.AddRange(places);
        }

        var spec = Spec($"armed: {name}") with { LearnsFacts = learns };
        var answer = registry.Place(spec, owner, places);
        if (answer is not ProbePlaced { Status: var status })
        {
            Refuse((answer as Failure)?.Message ?? "the probe was not placed");
            return;
        }

        var armed = status.Sites.Count(site => site.Refusal is null);
        _count += armed;
        _learning += learns ? armed : 0;
        foreach (var site in status.Sites.Where(site => site.Refusal is not null))
        {
            Refuse(site.Refusal!);
        }
    }

    /// <summary>Methods with a statement on one of the lines.</summary>
    private IEnumerable<FoundMethod> Changed(ChangedFile file, IReadOnlyList<ModuleImage> application) =>
        from document in new DocumentSearch(symbols, new ResolveOptions(IncludeFramework: false, [])).Find(file.File, application)
        from method in DocumentCode.Read(document).Methods
        where Array.Exists(method.Points, point => Array.Exists(file.Lines, span => point.StartLine <= span.To && span.From <= point.EndLine))
        select new FoundMethod(document.Image, document.Image.StateMachines.DeclaredOf(MetadataTokens.MethodDefinitionHandle(method.Token & 0xFFFFFF)).Declared, "");

    private void Refuse(string reason) => _refused[reason] = _refused.GetValueOrDefault(reason) + 1;

    private bool HasSource(ModuleImage module) => symbols.For(module, []).Symbols is not null;

    /// <summary>What only the compiler wrote: accessors of automatic properties, members of records.</summary>
    private static bool IsTrivial(FoundMethod method)
    {
        var metadata = method.Image.Metadata;
        var definition = metadata.GetMethodDefinition(method.Handle);
        return definition.RelativeVirtualAddress == 0 || AttributeTypes.Has(metadata, definition.GetCustomAttributes(), "CompilerGeneratedAttribute");
    }

    private static IEnumerable<FoundMethod> Everything(ModuleImage module) => 
        MethodWalk.Candidates(module, new NameFilter("", ignoreCase: true), types: null, typeMatches: static _ => true);
}
