using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>
/// The parts that <c>plumbline.yml</c> may have. SAFETY: one that is nearly called so is an error, as it would do nothing, and what was meant to be
/// hidden would be shown. Others are those of other programs, or of other versions of this one.
/// </summary>
internal static class SettingsParts
{
    private const int MostEdits = 2;
    private static readonly string[] s_known = ["ledger", "origin", "redaction", "store", "tax"];

    /// <exception cref="SettingsException">A part is misspelt.</exception>
    public static void Check(YamlMappingNode root, string path)
    {
        foreach (var key in root.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            var near = s_known.Select(known => (Name: known, Edits: Edits(name.ToLowerInvariant(), known))).MinBy(known => known.Edits);
            if (near.Edits <= MostEdits && name != near.Name)
            {
                throw SettingsFile.Wrong(key, path, $"'{name}' is no part of the settings: did you mean {near.Name}? There are {string.Join(", ", s_known)}");
            }
        }
    }

    /// <summary>Letters to put in, take out or exchange, to make one name of the other.</summary>
    private static int Edits(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= Math.Min(one.Length, byte.MaxValue); i++)
        {
            var above = row;
            row = [i, .. other.Select(_ => 0)];
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            }
        }

        return row[^1];
    }
}
