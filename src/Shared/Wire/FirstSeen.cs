namespace Plumbline.Wire;

/// <summary>An armed method showed something that it had not shown before, after enough calls for that to mean something.</summary>
internal sealed record FirstSeen : WireMessage
{
    /// <summary>In this watch, from 1; the capture of that call carries it as <see cref="Captured.First"/>.</summary>
    public required long Number { get; init; }

    public required string Method { get; init; }
    public string? File { get; init; }
    public int Line { get; init; }

    /// <summary>Source name of the argument; null for the result, and for what concerns the whole method.</summary>
    public string? Variable { get; init; }

    /// <summary>null, zero, negative, positive, not-a-number, infinite, range, empty, value, form, relation or swallowed.</summary>
    public required string Fact { get; init; }

    /// <summary>The fact in words, to stand behind "was"; of what was swallowed, the exception's type. No value of the user's but names of enum members.</summary>
    public required string What { get; init; }

    /// <summary>Calls of the method until then.</summary>
    public long Calls { get; init; }

    /// <summary>Unix microseconds.</summary>
    public long At { get; init; }

    /// <summary>Of what was swallowed: number of the exception, as in <see cref="FailureSeen.Numbers"/>; else 0.</summary>
    public long Exception { get; init; }

    /// <summary>Firsts that were not told since the last one that was: more came than a person reads.</summary>
    public long Held { get; init; }
}
