using System.CommandLine;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Settings;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

/// <summary>Arguments and options that every probe takes.</summary>
internal sealed class ProbeOptions(ProbeKind kind, long hits = 0, double rate = 0, CaptureLimits? limits = null)
{
    private readonly CaptureLimits _limits = limits ?? new CaptureLimits();

    private readonly TargetOptions _target = new();

    public Argument<string> Process => _target.Process;

    public Argument<string> Place { get; } = new("PLACE")
    {
        Description = "Orders.cs:42 (several lines: 42,45-47), or Shop.Orders.Checkout with @entry, @return or @throw, and a signature or * for overloads.",
    };

    public Option<string?> When { get; } = new("--when") { Description = "Act only where this is true.", HelpName = "EXPR" };

    public Option<long> Hits { get; } = new("--hits") { Description = "Remove the probe after so many hits; 0 for no bound.", DefaultValueFactory = _ => hits, HelpName = "N" };

    public Option<double> For { get; } = Quantity.Option("--for", "Remove the probe after this time: 500ms, 30s, 5m, 1h.", 600, Quantity.Seconds, "30s");

    public Option<double> Rate { get; } = Quantity.Option("--rate", "Act on at most so many hits a second; 0 for no bound.", rate, Quantity.PerSecond, "10/s");

    public Option<int> Depth { get; } = Limit("--depth", "Levels of fields below a value.", (limits ?? new()).Depth, kind);

    public Option<int> Elements { get; } = Limit("--elements", "Elements of one collection.", (limits ?? new()).Elements, kind);

    public Option<int> Fields { get; } = Limit("--fields", "Fields of one object.", (limits ?? new()).Fields, kind);

    public Option<int> Characters { get; } = Limit("--characters", "Characters of one string.", (limits ?? new()).Characters, kind);

    public Option<int> Bytes { get; } = Limit("--bytes", "Size of one capture.", (limits ?? new()).Bytes, kind);

    public Option<int> Milliseconds { get; } = Limit("--milliseconds", "Time that one capture may take of the thread it is taken on.", (int)(limits ?? new()).Milliseconds, kind);

    public Option<string[]> Capture { get; } = new("--capture")
    {
        Description = "Capture this expression in place of arguments and locals; repeatable.",
        HelpName = "EXPR",
        DefaultValueFactory = _ => [],
        Hidden = !Captures(kind),
    };

    public Option<bool> Pending { get; } = new("--pending") { Description = "Where nothing matches yet, wait for the assembly to be loaded." };

    public Option<bool> Framework { get; } = new("--framework") { Description = "Let methods of .NET itself match, too." };

    public Option<bool> NoRedaction { get; } = new("--no-redaction") { Description = "Show secrets, too. Off only by this option or plumbline.yml." };

    /// <summary>For probes of which the events are kept.</summary>
    public Option<bool> Save { get; } = new("--save") { Description = "Keep it in the store, too: `plumb captures` lists what is kept." };

    /// <summary>For probes of which the events have frames, or a place.</summary>
    public Option<string?> Repo { get; } = FrameOrigins.Option();

    public Option<bool> Force => _target.Force;

    public IEnumerable<Symbol> Symbols =>
    [
        Process, Place, When, Hits, For, Rate, Depth, Elements, Fields, Characters, Bytes, Milliseconds, Capture, _target.Pdb, Pending, Framework, NoRedaction, Force,
        .. Captures(kind) ? (Symbol[])[Save] : [],
        .. kind is ProbeKind.Snapshot or ProbeKind.Log or ProbeKind.Stack or ProbeKind.Record ? (Symbol[])[Repo] : [],
    ];

    /// <summary>The specification, without what only one kind has.</summary>
    public ProbeSpec Read(VerbContext context)
    {
        var captures = context.Get(Capture) ?? [];
        if (captures.Length > 0 && !Captures(kind))
        {
            throw new UsageException($"`plumb {kind.ToString().ToLowerInvariant()}` captures no values, so --capture has no meaning here; use count --by, log or snapshot.");
        }

        return new ProbeSpec
        {
            Kind = kind,
            Place = context.Get(Place),
            When = context.Get(When),
            Hits = NotNegative(context.Get(Hits), "--hits"),
            Seconds = context.Get(For),
            Rate = context.Get(Rate),
            Captures = captures,
            Limits = Limits(context),
            Redaction = Redaction(context),
            Pdb = _target.ReadPdb(context),
            AllowPending = context.Get(Pending),
            IncludeFramework = context.Get(Framework),
        };
    }

    /// <summary>Taken by every probe, as scripts pass them around; shown only where they mean something.</summary>
    private static Option<int> Limit(string name, string description, int fallback, ProbeKind kind) =>
        new(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N", Hidden = !Captures(kind) };

    private static bool Captures(ProbeKind kind) => kind is ProbeKind.Snapshot or ProbeKind.Log or ProbeKind.Record;

    private CaptureLimits Limits(VerbContext context) => _limits with
    {
        Depth = (int)NotNegative(context.Get(Depth), "--depth"),
        Elements = (int)NotNegative(context.Get(Elements), "--elements"),
        Fields = (int)NotNegative(context.Get(Fields), "--fields"),
        Characters = (int)NotNegative(context.Get(Characters), "--characters"),
        Bytes = (int)NotNegative(context.Get(Bytes), "--bytes"),
        Milliseconds = NotNegative(context.Get(Milliseconds), "--milliseconds"),
    };

    private RedactionRules Redaction(VerbContext context)
    {
        var path = RedactionFile.Find(Environment.CurrentDirectory);
        var rules = path is null ? new RedactionRules() : RedactionFile.Load(path);
        if (context.Get(NoRedaction))
        {
            rules = rules with { Enabled = false };
        }

        if (!rules.Enabled)
        {
            context.Tell($"Redaction is off ({(context.Get(NoRedaction) ? "--no-redaction" : path)}): secrets will be shown.");
        }

        return rules;
    }

    private static long NotNegative(long value, string option) =>
        value >= 0 ? value : throw new UsageException($"{option} must not be negative.");
}
