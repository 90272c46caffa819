using System.Text.RegularExpressions;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>Finds where texts of changes speak of incidents: <c>Fixes #12</c>, <c>OPS-341</c>, the incident's address.</summary>
internal sealed partial class IncidentNames
{
    /// <summary>Shorter words of an id are too common to mean it.</summary>
    private const int ShortestWord = 5;

    private readonly Dictionary<string, IncidentCase> _byWord = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Repository, string Number), IncidentCase> _byNumber = [];

    public IncidentNames(IEnumerable<IncidentCase> cases)
    {
        foreach (var one in cases)
        {
            Add(one);
        }
    }

    /// <summary>The incidents that a text says to end, with the words that say so.</summary>
    /// <param name="text">Of a message or a request; untrusted.</param>
    /// <param name="repositories">Names of the repository that the text is in.</param>
    public IEnumerable<(IncidentCase Case, string Words)> EndedBy(string text, IReadOnlyList<string> repositories)
    {
        foreach (Match match in Closing().Matches(text))
        {
            var where = match.Groups["where"].Value is { Length: > 0 } named ? [named] : repositories;
            foreach (var repository in where)
            {
                if (_byNumber.TryGetValue((repository.ToLowerInvariant(), match.Groups["number"].Value), out var one))
                {
                    yield return (one, match.Value.Trim());
                    break;
                }
            }
        }

        foreach (Match match in Word().Matches(text))
        {
            if (_byWord.TryGetValue(match.Value, out var one))
            {
                yield return (one, match.Value);
            }
        }
    }

    private void Add(IncidentCase one)
    {
        var key = one.Record.Key;
        if (Issue().Match(key) is { Success: true } issue)
        {
            _byNumber.TryAdd((issue.Groups["repository"].Value.ToLowerInvariant(), issue.Groups["number"].Value), one);
            return;
        }

        var native = key[(key.LastIndexOfAny([':', '/']) + 1)..];
        if (native.Length >= ShortestWord && native.Any(char.IsAsciiDigit) && native.Any(char.IsAsciiLetter) && Word().Match(native).Value == native)
        {
            _byWord.TryAdd(native, one);
        }
    }

    [GeneratedRegex(@"^(github|gitlab):(?<repository>.+?)/(issues|incidents)/(?<number>\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Issue();

    [GeneratedRegex(@"\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\b\s*:?\s+(?:https?://[^/\s]+/)?(?<where>[\w.-]+/[\w.-]+)?(?:#|/issues/|/-/issues/)(?<number>\d{1,9})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    [GeneratedRegex(@"(?<![\w-])[A-Za-z0-9][A-Za-z0-9_-]{3,40}(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
