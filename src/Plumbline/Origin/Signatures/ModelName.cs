using System.Text;

namespace Plumbline.Origin.Signatures;

/// <summary>Names of models out of free text, brought into one form: <c>Claude Opus 4.6 (1M context)</c> and <c>claude-opus-4-6</c> are one.</summary>
internal static class ModelName
{
    private const int Longest = 60;

    private static readonly string[] s_families =
    [
        "opus", "sonnet", "haiku", "fable", "gpt", "gemini", "codex-mini", "o1", "o3", "o4", "llama", "mistral", "devstral", "codestral", "deepseek",
        "qwen", "kimi", "grok", "glm", "minimax", "composer",
    ];

    private static readonly string[] s_nothing = ["unknown", "default", "auto", "<synthetic>", "none", "null", "n/a", "assistant", "claude", "codex", "copilot", "model"];

    /// <summary>Of a field that holds a model and nothing else; null where it says none.</summary>
    public static string? Normal(string? model)
    {
        var text = (model ?? "").Trim().Trim('"', '\'', '`').ToLowerInvariant();
        if (text.LastIndexOf('/') is var slash and >= 0)
        {
            text = text[(slash + 1)..];
        }

        if (text.IndexOfAny(['(', '[']) is var bracket and > 0)
        {
            text = text[..bracket];
        }

        text = Dated(Joined(text.Trim()));
        return text.Length == 0 || text.Length > Longest || s_nothing.Contains(text) || s_nothing.Contains(model?.Trim()) ? null : text;
    }

    /// <summary>Whether a text names a model beyond doubt: a family alone may be a person's name.</summary>
    public static bool IsNamed(string text) => In(text)?.Any(char.IsAsciiDigit) ?? false;

    /// <summary>The model that is named somewhere in a text, by families that are known; null where none is.</summary>
    public static string? In(string text)
    {
        foreach (var part in text.Split(['/', ',', ';', ':', '(', ')', '[', ']', '|', '"', '='], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var first = Array.FindIndex(words, IsFamily);
            if (first >= 0)
            {
                var from = first > 0 && words[first - 1].Equals("claude", StringComparison.OrdinalIgnoreCase) ? first - 1 : first;
                return Normal(string.Join(' ', words[from..Math.Min(words.Length, first + 3)].Where((word, i) => from + i <= first || IsVersion(word))));
            }
        }

        return null;
    }

    private static bool IsFamily(string word)
    {
        var lower = word.ToLowerInvariant();
        return s_families.Any(family => lower == family || lower.StartsWith(family + "-", StringComparison.Ordinal) || lower.Contains("-" + family, StringComparison.Ordinal)
            || (lower.StartsWith(family, StringComparison.Ordinal) && lower.Length > family.Length && char.IsAsciiDigit(lower[family.Length])))
            && !lower.EndsWith("-cli", StringComparison.Ordinal);
    }

    private static bool IsVersion(string word) => char.IsAsciiDigit(word[0]) || word.Equals("sol", StringComparison.OrdinalIgnoreCase) || word.Equals("mini", StringComparison.OrdinalIgnoreCase) || word.Equals("pro", StringComparison.OrdinalIgnoreCase);

    /// <summary>Spaces become hyphens, and a hyphen between two short numbers a dot.</summary>
    private static string Joined(string text)
    {
        var joined = new StringBuilder(text.Replace(' ', '-'));
        for (var i = 1; i < joined.Length - 1; i++)
        {
            var ends = i + 2 >= joined.Length || !char.IsAsciiDigit(joined[i + 2]);
            var starts = i < 2 || !char.IsAsciiDigit(joined[i - 2]);
            if (joined[i] == '-' && char.IsAsciiDigit(joined[i - 1]) && char.IsAsciiDigit(joined[i + 1]) && ends && starts)
            {
                joined[i] = '.';
            }
        }

        return joined.ToString();
    }

    /// <summary>Without the date of a release at the end.</summary>
    private static string Dated(string text) =>
        text.Length > 9 && text[^9] == '-' && text.AsSpan(text.Length - 8).IndexOfAnyExceptInRange('0', '9') < 0 ? text[..^9] : text;
}
