using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>What the planners of one resolved place share.</summary>
internal sealed class PlanContext(Probe probe, ProbeExpressions expressions, ResolvedPlace place, BodyModel body)
{
    private string? _calledAs;

    public Probe Probe { get; } = probe;

    public ProbeExpressions Expressions { get; } = expressions;

    public ResolvedPlace Place { get; } = place;

    public BodyModel Body { get; } = body;

    /// <summary>Gives the thunks all that is in scope, so that the message of an error can list it.</summary>
    public bool TakesAll { get; init; }

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

    /// <exception cref="PlacementException">The expressions need a result and an exception at once.</exception>
    public void RequireOneEnd()
    {
        if (Expressions.Name("@return") && Expressions.Name("@exception"))
        {
            throw NothingToDo();
        }
    }

    public static PlacementException NothingToDo() => new(new Failure(
        FailureCode.BadExpression,
        "@return is there only where a method returns, @exception only where it throws: no moment has all that the expressions name.",
        "Name one of them. A snapshot of a whole call may name both, in a --capture each."));

    public Site Site(string moment, int line)
    {
        return new Site(Probe, new SiteLabel(Place.SourceName, Place.Module.Name, moment, Place.File, line)
        {
            BodyToken = Place.BodyToken,
            IsFramework = Place.Module.IsFramework,
            CalledAs = _calledAs ??= CallSearch.NameOf(Place.Module.Metadata, MetadataTokens.MethodDefinitionHandle(Place.BodyToken & 0xFFFFFF)),
        });
    }

    /// <summary>As below; the variables are only looked for where the probe reads any.</summary>
    public IReadOnlyList<PlanVariable> Needed(Func<IReadOnlyList<PlanVariable>> visible) =>
        CapturesAll || TakesAll || Expressions.Names.Count > 0 ? Needed(visible()) : [];

    /// <summary>Of the variables at a place, those that the probe reads there.</summary>
    public IReadOnlyList<PlanVariable> Needed(IReadOnlyList<PlanVariable> visible)
    {
        if (CapturesAll || TakesAll)
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
