namespace Plumbline.Origin.Signatures;

/// <summary>Tools by the names that people and programs write for them.</summary>
internal static class ToolNames
{
    // The longer before the shorter: "Claude Code" is in "Claude".
    private static readonly (string Written, string Tool)[] s_written =
    [
        ("claude-code", "Claude Code"), ("claude_code", "Claude Code"), ("claudecode", "Claude Code"), ("claude code", "Claude Code"),
        ("github-copilot-cli", "Copilot"), ("github-copilot", "Copilot"), ("github copilot", "Copilot"), ("copilot-cli", "Copilot"), ("copilot", "Copilot"),
        ("gemini-cli", "Gemini CLI"), ("gemini cli", "Gemini CLI"), ("gemini", "Gemini CLI"), ("opencode", "opencode"), ("codex-cli", "Codex"), ("codex", "Codex"), ("chatgpt", "ChatGPT"),
        ("cursor", "Cursor"), ("windsurf", "Windsurf"), ("aider", "Aider"), ("cline", "Cline"), ("roo-code", "Roo Code"), ("roo code", "Roo Code"),
        ("kilo code", "Kilo Code"), ("openhands", "OpenHands"), ("junie", "Junie"), ("kiro", "Kiro"), ("qwen-code", "Qwen Code"), ("claude", "Claude Code"),
        ("devin", "Devin"), ("droid", "Factory Droid"), ("goose", "Goose"), ("amp", "Amp"), ("jules", "Jules"), ("firebender", "Firebender"), ("pi", "Pi"), ("crush", "Crush"),
    ];

    /// <summary>First names and words of everyday use: alone they are a person or nothing.</summary>
    private static readonly string[] s_ambiguous = ["claude", "devin", "goose", "amp", "jules", "droid", "pi", "crush", "cursor", "junie"];

    private static readonly string[] s_said = ["with", "model", "ai", "agent", "cli", "code"];

    /// <summary>The tool's usual name, for one that a program wrote into a field of its own.</summary>
    public static string? Normal(string? tool)
    {
        var text = tool?.Trim().Trim('"') ?? "";
        if (text.Length is 0 or > 60 || text is "unknown" or "null" or "none")
        {
            return null;
        }

        var known = Array.Find(s_written, pair => text.Equals(pair.Written, StringComparison.OrdinalIgnoreCase));
        return known.Tool ?? text;
    }

    /// <summary>
    /// The tool that a person named in a trailer's value; null where none is. A first name counts only where it is the whole value, or a model
    /// or a word of such tools stands beside it.
    /// </summary>
    public static string? In(string value)
    {
        var named = s_written.Where(pair => HasWord(value, pair.Written)).ToList();
        var sure = named.Find(pair => !s_ambiguous.Contains(pair.Written));
        if (sure.Tool is not null)
        {
            return sure.Tool;
        }

        var plain = value.Trim();
        var said = !value.Contains('@', StringComparison.Ordinal) && (ModelName.IsNamed(value) || s_said.Any(word => HasWord(value, word)));
        return named.Find(pair => said || plain.Equals(pair.Written, StringComparison.OrdinalIgnoreCase)).Tool;
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
