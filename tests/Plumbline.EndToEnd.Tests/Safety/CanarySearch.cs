using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>
/// Looks for canaries in bytes: as they are, as UTF-16, escaped as JSON does, in base64 and in hexadecimal, and put together from the
/// elements of captured lists.
/// </summary>
internal sealed partial class CanarySearch
{
    private readonly HashSet<string> _found = [];

    /// <summary>What was found: QKA or ZTA with a number for a piece of a secret, OPN for an open text, a number for a card.</summary>
    public IReadOnlySet<string> Found => _found;

    public void Look(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        Match(text);
        Match(text.Replace("\0", "", StringComparison.Ordinal));
        Match(Escape().Replace(text, escape => $"{(char)Convert.ToInt32(escape.Groups[1].Value, 16)}"));
        foreach (var run in Encoded().EnumerateMatches(text))
        {
            Decode(text.AsSpan(run.Index, run.Length));
        }
    }

    /// <summary>Elements of lists stand apart in the message; together they may be a text.</summary>
    public void Look(Captured capture)
    {
        foreach (var node in capture.Nodes.Where(node => node.Items is { Length: > 8 }))
        {
            var numbers = new StringBuilder();
            var letters = new StringBuilder();
            foreach (var item in node.Items!)
            {
                var value = capture.Nodes[item].Value ?? " ";
                letters.Append(value);
                numbers.Append(byte.TryParse(value, out var number) && number > 0 ? (char)number : "");
            }

            Match(letters.ToString());
            Match(numbers.ToString());
        }
    }

    private void Decode(ReadOnlySpan<char> run)
    {
        if (run.Length % 2 == 0 && run.IndexOfAnyExceptInRange('0', 'f') < 0 && TryHexadecimal(run, out var bytes))
        {
            Match(Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal));
        }

        var standard = run.ToString().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        for (var skip = 0; skip < 4; skip++)
        {
            var whole = standard[Math.Min(skip, standard.Length)..];
            whole = whole[..(whole.Length / 4 * 4)];
            var decoded = new byte[whole.Length];
            if (Convert.TryFromBase64String(whole, decoded, out var written))
            {
                Match(Encoding.Latin1.GetString(decoded, 0, written).Replace("\0", "", StringComparison.Ordinal));
            }
        }
    }

    private static bool TryHexadecimal(ReadOnlySpan<char> run, out byte[] bytes)
    {
        bytes = new byte[run.Length / 2];
        return Convert.FromHexString(run, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private void Match(string text)
    {
        foreach (Match match in Canary().Matches(text))
        {
            _found.Add(match.Value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"QKA\d{4}HX|ZTA\d{4}WV|OPN\d{4}MK|4929[ -]?\d{4}[ -]?7391")]
    private static partial Regex Canary();

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex("[A-Za-z0-9+/_-]{12,}={0,2}")]
    private static partial Regex Encoded();
}
