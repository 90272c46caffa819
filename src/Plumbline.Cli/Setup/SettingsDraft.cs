using Plumbline.Cli.Settings;

namespace Plumbline.Cli.Setup;

/// <summary>plumbline.yml with a new <c>ledger</c> part. What else is in the file stays as it was: its rules of redaction guard secrets.</summary>
internal static class SettingsDraft
{
    private const string Part = "ledger";

    private const string Head = """
        # What this repository's team says about itself. `plumb init` wrote it from the files and the history:
        # what is marked as a guess needs a look. docs/ledger.md of Plumbline explains each key.

        """;

    private const string Tail = """

        # The day from which every use of a tool is marked in its commit. Without it, commits without a mark are of unknown origin.
        #origin:
        #  unmarked-is-human-since: 2026-01-01

        # What an hour costs; without it the report counts hours alone.
        #tax:
        #  hour: 60
        #  senior-hour: 90
        #  currency: EUR

        """;

    /// <param name="ledger">The part, ending with a line break.</param>
    /// <param name="path">Of the file, for messages.</param>
    /// <param name="before">What is in the file; null where there is none.</param>
    /// <exception cref="SettingsException">What is in the file can't be read or changed: nothing is put in its place.</exception>
    public static string Of(string ledger, string path, string? before) =>
        Checked(before is null ? Head + ledger + Tail : Replaced(ledger, path, before.ReplaceLineEndings("\n")), path);

    private static string Replaced(string ledger, string path, string before)
    {
        var lines = before.TrimEnd('\n').Split('\n').ToList();
        var old = SettingsFile.Parse(new StringReader(before), path).Lines(Part, lines);
        var (from, to) = old ?? (lines.Count, lines.Count);
        lines.RemoveRange(from, to - from);
        lines.InsertRange(from, [.. old is null ? (string[])[""] : [], .. ledger.TrimEnd('\n').Split('\n')]);
        return string.Join('\n', lines).TrimStart('\n') + "\n";
    }

    /// <summary>A draft that can't be read must not become somebody's settings.</summary>
    private static string Checked(string text, string path)
    {
        var file = SettingsFile.Parse(new StringReader(text), path);
        LedgerSettings.From(file);
        return file.Part(Part) is not null ? text : throw new SettingsException($"{path} has an order of its own, into which no ledger part can be written. Move it away, run plumb init again, and put both together.");
    }
}
