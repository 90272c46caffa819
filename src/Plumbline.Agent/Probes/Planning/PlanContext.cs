using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>What the planners of one resolved place share.</summary>
internal sealed class PlanContext(Probe probe, ProbeExpressions expressions, ResolvedPlace place, BodyModel body)
{
    public Probe Probe { get; } = probe;

    public ProbeExpressions Expressions { get; } = expressions;

    public ResolvedPlace Place { get; } = place;

    public BodyModel Body { get; } = body;

    public VariableSearch Variables { get; } = new(place, body);

    /// <summary>Whether all variables are captured, rather than what expressions name.</summary>
    public bool CapturesAll => Probe.Spec.Kind == ProbeKind.Snapshot && Expressions.Captures.Count == 0;

    /// <summary>The moments that the probe acts at.</summary>
    public PlaceEvents Events
    {
        get
        {
            if (Place.Events != PlaceEvents.All || Probe.Spec.Kind is ProbeKind.Snapshot or ProbeKind.Time)
            {
                return Place.Events;
            }

            // A log line or a count is wanted once a call: as early as all that it names is known.
            return !Expressions.NeedExit ? PlaceEvents.Entry
                : Expressions.Name("@return") ? PlaceEvents.Return
                : Expressions.Name("@exception") ? PlaceEvents.Throw
                : PlaceEvents.Return | PlaceEvents.Throw;
        }
    }

    public Site Site(string moment, int line)
    {
        var name = Place.SourceName;
        var simple = name[(name.LastIndexOf('.') + 1)..];
        return new Site(Probe, new SiteLabel(name, simple, Place.Module.Name, moment, Place.File, line) { BodyToken = Place.BodyToken, IsFramework = Place.Module.IsFramework });
    }

    /// <summary>As below; the variables are only looked for where the probe reads any.</summary>
    public IReadOnlyList<PlanVariable> Needed(Func<IReadOnlyList<PlanVariable>> visible) =>
        CapturesAll || Expressions.Names.Count > 0 ? Needed(visible()) : [];

    /// <summary>Of the variables at a place, those that the probe reads there.</summary>
    public IReadOnlyList<PlanVariable> Needed(IReadOnlyList<PlanVariable> visible)
    {
        if (CapturesAll)
        {
            return visible;
        }

        var names = visible.Select(variable => variable.Name).ToHashSet();

        // A name that is no variable may be a member of `this`.
        var needsThis = Expressions.Names.Any(name => !name.StartsWith('@') && !names.Contains(name));
        return [.. visible.Where(variable => Expressions.Names.Contains(variable.Name) || (needsThis && variable.Role == "this"))];
    }

    /// <summary>Of the constants and unreadable variables at an offset, those that are shown: all, or none.</summary>
    public IReadOnlyList<FixedVariable> Fixed(int offset, bool onlyArguments = false) =>
        CapturesAll ? [.. Variables.Fixed(offset).Where(variable => !onlyArguments || variable.Role == "argument")] : [];

    /// <summary>What is done at one moment, where nothing ties it to another.</summary>
    public ThunkRecipe Recipe(Site site, string? outcome) => Probe.Spec.Kind switch
    {
        ProbeKind.Snapshot => new CaptureRecipe(site, Expressions.When, Expressions.Captures, outcome),
        ProbeKind.Log => new LogRecipe(site, Expressions.When, Expressions.Template!),
        ProbeKind.Count => new CountRecipe(site, Expressions.When, Expressions.By),
        ProbeKind.Stack => new StackRecipe(site, Expressions.When),
        _ => throw new PlacementException(new Failure(FailureCode.BadPlace, "A time probe needs a method, or two lines with --to.")),
    };
}
