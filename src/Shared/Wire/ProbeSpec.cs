namespace Plumbline.Wire;

/// <summary>Everything that the user said about a probe.</summary>
internal sealed record ProbeSpec
{
    public required ProbeKind Kind { get; init; }

    /// <summary>PLACE as typed.</summary>
    public required string Place { get; init; }

    /// <summary>Second PLACE of <c>time --to</c>.</summary>
    public string? To { get; init; }

    /// <summary>Condition; the probe does nothing where it is false.</summary>
    public string? When { get; init; }

    /// <summary>Template of a log probe.</summary>
    public string? Template { get; init; }

    /// <summary>Group expression of a count probe.</summary>
    public string? By { get; init; }

    /// <summary>Expressions to capture in place of arguments and locals.</summary>
    public string[] Captures { get; init; } = [];

    /// <summary>Hits after which the probe is removed; 0 for no bound.</summary>
    public long Hits { get; init; }

    /// <summary>Seconds after which the probe is removed, whatever happens.</summary>
    public double Seconds { get; init; } = 600;

    /// <summary>Most hits a second that are acted on; 0 for no bound.</summary>
    public double Rate { get; init; }

    /// <summary>Whether a snapshot carries the call stack.</summary>
    public bool Stack { get; init; }

    /// <summary>Steps of one recording; its bytes and its time are bounded by <see cref="Limits"/>.</summary>
    public int Steps { get; init; } = 10_000;

    public CaptureLimits Limits { get; init; } = new();

    public RedactionRules Redaction { get; init; } = new();

    /// <summary>Paths of symbol files given by the user.</summary>
    public string[] Pdb { get; init; } = [];

    /// <summary>Wait for the assembly when nothing matches yet, instead of failing.</summary>
    public bool AllowPending { get; init; }

    /// <summary>Most methods that the place may stand for.</summary>
    public int Methods { get; init; } = 5000;

    /// <summary>Whether it captures what an exception meets on its way, for a watch; made by the agent alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Armed { get; init; }

    /// <summary>Whether an armed method learns facts of its values, too; made by the agent alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool LearnsFacts { get; init; }

    /// <summary>Whether calls of an armed method are counted that does not learn (yet); made by the agent alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool CountsCalls { get; init; }

    /// <summary>Of an armed method that captures already: it only learns.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool OnlyLearns { get; init; }

    /// <summary>Above how many milliseconds a call of an armed method is told; 0 for never; made by the agent alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double SlowMilliseconds { get; init; }

    /// <summary>Whether an armed method has nothing but the calls timed that it makes; made by the agent alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool TimesCallees { get; init; }

    /// <summary>Whether methods of the framework may be probed.</summary>
    public bool IncludeFramework { get; init; }
}
