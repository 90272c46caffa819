using Plumbline.Agent.Hosting;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Planning;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>Carries a probe from its words to woven code.</summary>
internal sealed partial class ProbePlacement(CodePatcher patcher, LoadedModules modules, SymbolStore symbols)
{
    private readonly Dictionary<Probe, MethodSet> _bound = [];

    /// <returns>Why the probe can't be placed, or null.</returns>
    public Failure? Place(Probe probe)
    {
        try
        {
            var place = Parse(probe.Spec.Place);
            var expressions = ProbeExpressions.Parse(probe.Spec, probe.Redactor);
            probe.AdmitsAtEnd = probe.Spec.Kind == ProbeKind.Record
                ? expressions.ConditionNeedsExit
                : !expressions.WantEnd("returned") || !expressions.WantEnd("threw");
            if (!probe.Spec.AllowPending && UselessSymbols(probe.Spec.Pdb) is { } useless)
            {
                return useless;
            }

            var resolution = new PlaceResolver(symbols).Resolve(place, modules.Snapshot(), Options(probe.Spec));
            if (resolution.Code is { } code)
            {
                return code == FailureCode.PlaceNotFound && probe.Spec.AllowPending
                    ? Pend(probe, resolution.Message)
                    : new Failure(code, resolution.Message, resolution.Cure, Candidates: resolution.Candidates);
            }

            return probe.Spec.To is { } to ? BindBetween(probe, expressions, resolution.Places, to) : Bind(probe, expressions, resolution.Places);
        }
        catch (PlacementException refusal)
        {
            return refusal.Failure;
        }
    }

    /// <summary>A symbol file that belongs to nothing in the process would be passed over in silence, and the user would wonder.</summary>
    public Failure? UselessSymbols(IReadOnlyList<string> paths)
    {
        var application = modules.Snapshot().Where(module => !module.IsFramework).ToArray();
        var reason = paths.Select(path => SymbolReader.Misfit(path, application)).FirstOrDefault(reason => reason is not null);
        return reason is null ? null : new Failure(FailureCode.WrongSymbols, reason, "Give the PDB of the build that is running with --pdb.");
    }

    /// <summary>Places a probe where the caller says, whatever its place is called.</summary>
    public Failure? Place(Probe probe, ResolvedPlace[] places)
    {
        try
        {
            return Bind(probe, ProbeExpressions.Parse(probe.Spec, probe.Redactor), places);
        }
        catch (PlacementException refusal)
        {
            return refusal.Failure;
        }
    }

    /// <summary>Binds a probe to methods of assemblies that were loaded since.</summary>
    /// <returns>Whether something was added.</returns>
    public bool Rebind(Probe probe)
    {
        if (probe.Spec.To is not null || probe.State == ProbeState.Refused)
        {
            return false;
        }

        var resolution = new PlaceResolver(symbols).Resolve(Parse(probe.Spec.Place), modules.Snapshot(), Options(probe.Spec));
        var fresh = resolution.Places.Where(place => !Bound(probe).Contains(place.Module, place.BodyToken)).ToArray();
        if (fresh.Length == 0)
        {
            return false;
        }

        try
        {
            return Bind(probe, ProbeExpressions.Parse(probe.Spec, probe.Redactor), fresh) is null;
        }
        catch (PlacementException refusal)
        {
            probe.Become(ProbeState.Refused, refusal.Message);
            return false;
        }
    }

    public void Forget(Probe probe) => _bound.Remove(probe);

    /// <summary>Bodies that the probe was bound to.</summary>
    private MethodSet Bound(Probe probe) => _bound.TryGetValue(probe, out var bound) ? bound : _bound[probe] = new MethodSet();

    private static Failure? Pend(Probe probe, string reason)
    {
        probe.Become(ProbeState.Pending, $"{reason} It binds when an assembly with it is loaded.");
        return null;
    }

    private static ResolveOptions Options(ProbeSpec spec) => new(spec.IncludeFramework, spec.Pdb);

    private static Place Parse(string text)
    {
        var parse = Places.Place.Parse(text);
        return parse.Place ?? throw new PlacementException(new Failure(
            FailureCode.BadPlace, parse.Error!.Message, "See docs/places.md.", text, parse.Error.Column));
    }

    private Failure? Bind(Probe probe, ProbeExpressions expressions, ResolvedPlace[] places)
    {
        if (places.Length > probe.Spec.Methods)
        {
            return new Failure(FailureCode.PlaceRefused, $"{probe.Spec.Place} stands for {places.Length} methods; at most {probe.Spec.Methods} are allowed.", "Name fewer.");
        }

        PlacementException? fault = null;
        var woven = 0;
        foreach (var place in places)
        {
            try
            {
                woven += Weave(probe, expressions, place, ProbePlanner.Plan) ? 1 : 0;
            }
            catch (PlacementException notHere)
            {
                // A lambda on the line, say, that has no such variable. What is wrong everywhere is the user's mistake.
                fault ??= notHere;
                AddRefused(probe, place, notHere.Message);
            }
        }

        return woven == 0 && fault is not null ? fault.Failure : Finish(probe, woven);
    }

    private Failure? Finish(Probe probe, int woven)
    {
        if (woven <= 0)
        {
            var refusal = probe.Sites.Select(site => site.Refusal).FirstOrDefault(reason => reason is not null);
            return new Failure(FailureCode.PlaceRefused, $"{probe.Spec.Place} can't be probed: {refusal}.");
        }

        patcher.Commit();
        probe.Become(ProbeState.Applied, null);
        return null;
    }

    /// <summary>Weaves into one body. A refusal is kept with the site, and shown.</summary>
    private bool Weave(Probe probe, ProbeExpressions expressions, ResolvedPlace place, Func<PlanContext, BodyPlan> planner)
    {
        Bound(probe).Add(place.Module, place.BodyToken);
        var refusal = place.Refusal;
        IReadOnlyList<Site> sites = [];
        if (refusal is null)
        {
            try
            {
                (refusal, sites) = Plan(new PlanContext(probe, expressions, place, patcher.Module(place.Module).Body(place.BodyToken)), planner);
            }
            catch (WeaveException fault)
            {
                refusal = fault.Message;
            }
            catch (ThunkException fault)
            {
                var full = new PlanContext(probe, expressions, place, patcher.Module(place.Module).Body(place.BodyToken)) { TakesAll = true };
                throw Explained(fault, full, planner);
            }
            catch (Exception fault) when (fault is IOException or TypeLoadException or BadImageFormatException or NotSupportedException or ArgumentException)
            {
                // Types that its signature names can't be loaded: an optional dependency that the application does without.
                refusal = $"a type that it uses can't be loaded ({fault.Message})";
            }
        }

        if (refusal is null)
        {
            probe.Sites.AddRange(sites);
            return true;
        }

        AddRefused(probe, place, refusal);
        return false;
    }

    private static void AddRefused(Probe probe, ResolvedPlace place, string refusal)
    {
        var label = new SiteLabel(place.SourceName, place.Module.Name, "refused", place.File, place.Line) { BodyToken = place.BodyToken };
        probe.Sites.Add(new Site(probe, label) { Refusal = refusal });
    }

    /// <summary>Variables that no expression names are left out of a thunk, but the message should list them.</summary>
    private PlacementException Explained(ThunkException fault, PlanContext full, Func<PlanContext, BodyPlan> planner)
    {
        try
        {
            Plan(full, planner);
        }
        catch (ThunkException better) when (better.Text == fault.Text)
        {
            fault = better;
        }
        catch (Exception other) when (other is ThunkException or WeaveException or PlacementException)
        {
            SelfLog.Write($"looking for the variables in scope: {other.Message}");
        }

        return new PlacementException(new Failure(FailureCode.BadExpression, fault.Message, Text: fault.Text, Column: fault.Column));
    }

    private (string? Refusal, IReadOnlyList<Site> Sites) Plan(PlanContext context, Func<PlanContext, BodyPlan> planner)
    {
        var plan = planner(context);
        if (plan.Hooks.Count == 0)
        {
            return ("none of its moments is asked for", []);
        }

        var module = patcher.Module(context.Place.Module);
        var refusal = Weave(context.Probe, module, plan);
        if (refusal is null && plan.Also is { } also && Weave(context.Probe, module, also) is { } reason)
        {
            plan.Sites[0].AddNote($"an early Dispose is not seen: {reason}");
        }

        if (refusal is null && context.Body.IsGeneric && Array.Exists(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.IsCollectible))
        {
            // The runtime leaves such code as it is and tells nobody, so nothing here learns of a call.
            plan.Sites[0].AddNote("collectible assemblies are loaded: where a type argument is one of their structs, calls are not seen");
        }

        return (refusal, plan.Sites);
    }

    private string? Weave(Probe probe, ModuleCode module, BodyPlan plan)
    {
        try
        {
            var body = module.Body(plan.Token);
            var frame = body.Frame(body.Parse());
            return patcher.TryAdd(module, plan, probe, [.. plan.Hooks.Select(hook => hook.Build(probe, body, frame, module.Image.Module))]);
        }
        catch (WeaveException fault)
        {
            return fault.Message;
        }
    }
}
