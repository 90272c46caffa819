using System.CommandLine;
using Plumbline.Cli.Settings;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

/// <summary>The options of <c>plumb watch</c>.</summary>
internal sealed class WatchOptions
{
    private const double DefaultDays = 14;
    private const double SecondsADay = 86_400;

    private readonly Option<string?> _repository = new("--repo") { Description = "Arm the methods whose lines changed lately in this git repository.", HelpName = "path" };
    private readonly Option<double> _since = Quantity.Option("--since", "How far back a change is still new.", DefaultDays * SecondsADay, Quantity.Seconds, "14d");
    private readonly Option<bool> _noStore = new("--no-store") { Description = "Keep nothing of what is seen; else `plumb captures` lists it." };

    private readonly Option<double> _slow = Quantity.Option("--slow", "Tell of calls of armed methods that take longer, and where their time went.", 0, Quantity.Seconds, "500ms");

    private readonly Option<bool> _noFirsts = new("--no-firsts") { Description = "Do not learn what values are usual, and tell nothing that is new about them." };
    private readonly Option<double> _for = Quantity.Option("--for", "End after this time; else with Ctrl-C.", 0, Quantity.Seconds, "10m");

    private readonly Option<string[]> _arm = new("--arm")
    {
        Description = "Have these methods capture their values from the first failure on: a part of a name, or all for user code. May be repeated.",
        HelpName = "pattern",
        DefaultValueFactory = _ => [],
    };

    public TargetOptions Target { get; } = new();

    public IEnumerable<Symbol> Symbols => [Target.Process, _repository, _since, _arm, _slow, _noFirsts, _for, _noStore, Target.Force];

    /// <summary>Whether what is seen goes to the store.</summary>
    public bool Keeps(VerbContext context) => !context.Get(_noStore);

    /// <summary>How long it lasts; 0 for no end.</summary>
    public double Seconds(VerbContext context) => context.Get(_for);

    /// <summary>The repository that the process was built from, where the user named one.</summary>
    public WatchRepository? Repository(VerbContext context) =>
        context.Get(_repository) is { } path ? new WatchRepository(context, path, TimeSpan.FromSeconds(context.Get(_since))) : null;

    /// <summary>What is asked of the agent, but for the lines that changed.</summary>
    public WatchFailures Request(VerbContext context)
    {
        var rules = RedactionFile.Find(Environment.CurrentDirectory);
        return new WatchFailures
        {
            Arm = context.Get(_arm) ?? [],
            Limits = new CaptureLimits { Depth = 2, Elements = 20, Fields = 20 },
            Facts = !context.Get(_noFirsts),
            SlowMilliseconds = context.Get(_slow) * 1000,
            Redaction = rules is null ? new RedactionRules() : RedactionFile.Load(rules),
        };
    }
}
