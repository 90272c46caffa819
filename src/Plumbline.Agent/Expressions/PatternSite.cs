using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Plumbline.Agent.Expressions;

/// <summary>One use of <c>Matches</c>: the pattern is made once, and each match is bounded in time.</summary>
internal sealed partial class PatternSite
{
    private const int WarmUps = 2;

    private readonly Regex _regex;
    private int _timeouts;

    private PatternSite(Regex regex)
    {
        _regex = regex;

        // The first matches of a process compile the engine, which must not count against the first hit.
        for (var i = 0; i < WarmUps; i++)
        {
            long ticks = 0;
            Matches("warm-up", ref ticks);
        }

        _timeouts = 0;
    }

    /// <summary>Makes the pattern, linear in the text where the engine can, else with backtracking under the same time limit.</summary>
    public static PatternSite? Create(string pattern, bool ignoreCase, out string? error)
    {
        error = Refuse(pattern);
        if (error is not null)
        {
            return null;
        }

        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var limit = TimeSpan.FromMilliseconds(ExpressionLimits.MatchMilliseconds);
        try
        {
            try
            {
                return new PatternSite(new Regex(pattern, options | RegexOptions.NonBacktracking, limit));
            }
            catch (NotSupportedException)
            {
                // Look-around and back references need the other engine.
                return new PatternSite(new Regex(pattern, options, limit));
            }
        }
        catch (ArgumentException e)
        {
            error = $"The pattern is not a regular expression: {e.Message}";
            return null;
        }
    }

    /// <summary>1 or 0; -1 when the time ran out, or has run out so often before that the pattern is not tried any more.</summary>
    /// <param name="ticks">Time that the matches of this evaluation have taken; beyond the bound no more are made.</param>
    public int Matches(string text, ref long ticks)
    {
        if (_timeouts >= ExpressionLimits.MatchTimeouts || EvaluationTime.IsSpent(ticks))
        {
            return -1;
        }

        var start = Stopwatch.GetTimestamp();
        try
        {
            return _regex.IsMatch(text) ? 1 : 0;
        }
        catch (RegexMatchTimeoutException)
        {
            Interlocked.Increment(ref _timeouts);
            return -1;
        }
        finally
        {
            ticks += Stopwatch.GetTimestamp() - start;
        }
    }

    /// <summary>Counted repetitions multiply into states; a short pattern can stand for more than memory holds.</summary>
    private static string? Refuse(string pattern)
    {
        if (pattern.Length > ExpressionLimits.PatternLength)
        {
            return $"The pattern is longer than {ExpressionLimits.PatternLength} characters";
        }

        var states = 1L;
        foreach (var match in Repetition().EnumerateMatches(pattern))
        {
            foreach (var part in pattern.AsSpan(match.Index, match.Length).ToString().Split('{', ',', '}'))
            {
                if (long.TryParse(part, out var count) && count > 1)
                {
                    states = Math.Min(states * count, int.MaxValue);
                }
                else if (part.Length > 9)
                {
                    states = int.MaxValue;
                }
            }
        }

        return states > ExpressionLimits.PatternStates ? "The counted repetitions of the pattern are too large" : null;
    }

    [GeneratedRegex(@"\{[0-9]+(,[0-9]*)?\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repetition();
}
