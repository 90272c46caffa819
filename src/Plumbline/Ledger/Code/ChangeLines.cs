using Plumbline.Origin;

namespace Plumbline.Ledger.Code;

/// <summary>What a change did to lines, and what became of its own. Lines are source lines: without boilerplate and generated files.</summary>
internal sealed class ChangeLines
{
    private readonly Dictionary<(string Tool, string Model), int> _tools = [];
    private readonly List<int> _takers = [];
    private DateTimeOffset _lastGone;

    public static readonly TimeSpan Rework = TimeSpan.FromDays(14);

    public int Ai { get; private set; }

    public int Human { get; private set; }

    public int Mixed { get; private set; }

    public int Unknown { get; private set; }

    /// <summary>Those that it brought.</summary>
    public int Lines => Ai + Human + Mixed + Unknown;

    /// <summary>Of them those that were changed or deleted again within 14 days.</summary>
    public int Reworked { get; private set; }

    /// <summary>Of them those that are gone by now.</summary>
    public int Dead { get; private set; }

    /// <summary>When the last of them went; null while any is left.</summary>
    public DateTimeOffset? Gone => Lines > 0 && Dead >= Lines ? _lastGone : null;

    /// <summary>The roots of the changes that changed or deleted any of its lines, in their order.</summary>
    public IReadOnlyList<int> Takers => _takers;

    /// <summary>Median age in days of the files that it changed, when it came; negative where nobody knows.</summary>
    public float FileAge { get; set; } = -1;

    /// <summary>Class of the commits where there is no line to tell: <see cref="OriginClass.Unknown"/> unless all of them say the same.</summary>
    public OriginClass OfCommits { get; set; }

    /// <summary>The tool and the model of most AI lines; empty where there are none.</summary>
    public (string Tool, string Model) Tool => _tools.Count == 0 ? ("", "") : _tools.OrderByDescending(tool => tool.Value).ThenBy(tool => tool.Key.Tool, StringComparer.Ordinal).ThenBy(tool => tool.Key.Model, StringComparer.Ordinal).First().Key;

    public void Add(OriginClass origin, string? tool, string? model, int lines = 1)
    {
        switch (origin)
        {
            case OriginClass.Ai:
                Ai += lines;
                break;
            case OriginClass.Human:
                Human += lines;
                break;
            case OriginClass.Mixed:
                Mixed += lines;
                break;
            default:
                Unknown += lines;
                break;
        }

        if (origin is OriginClass.Ai or OriginClass.Mixed && tool is not null)
        {
            _tools[(tool, model ?? "")] = _tools.GetValueOrDefault((tool, model ?? "")) + lines;
        }
    }

    /// <summary>Takes some of its lines as gone.</summary>
    /// <param name="brought">When the change came.</param>
    /// <param name="gone">When the lines went.</param>
    /// <param name="lines">How many.</param>
    /// <param name="by">Root of the change that took them.</param>
    public void Lose(DateTimeOffset brought, DateTimeOffset gone, int lines, int by)
    {
        _takers.Add(by);
        Dead += lines;
        Reworked += gone - brought <= Rework ? lines : 0;
        _lastGone = gone > _lastGone ? gone : _lastGone;
    }

    /// <summary>Takes some of its lines as come back: a revert of what had deleted them.</summary>
    public void Regain(int lines) => Dead = Math.Max(0, Dead - lines);

    /// <summary>The class of the change as a whole; see docs/ledger.md.</summary>
    public OriginClass Class()
    {
        const double Most = 0.8;
        if (Lines == 0)
        {
            return OfCommits;
        }

        return Ai >= Most * Lines ? OriginClass.Ai
            : Human >= Most * Lines ? OriginClass.Human
            : Unknown >= Most * Lines || Ai + Mixed == 0 ? OriginClass.Unknown
            : OriginClass.Mixed;
    }
}
