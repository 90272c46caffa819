using System.Text.RegularExpressions;
using Plumbline.Agent.Capture;

namespace Plumbline.Agent.Redaction;

/// <summary>A pattern that the user added.</summary>
internal static class OwnPattern
{
    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(50);

    /// <exception cref="ArgumentException">Not a regular expression.</exception>
    public static Regex Compile(string pattern)
    {
        Regex regex;
        try
        {
            // Takes time in proportion to the text, so it needs no clock.
            regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            regex = new Regex(pattern, RegexOptions.CultureInvariant, s_most);
        }

        Warm(regex);
        return regex;
    }

    /// <summary>The first match pays for compiling, which must not count as the pattern's own time at the first hit.</summary>
    private static void Warm(Regex regex)
    {
        try
        {
            regex.IsMatch("warm");
        }
        catch (RegexMatchTimeoutException fault)
        {
            CaptureFaults.Report("first match of a pattern", fault);
        }
    }
}
