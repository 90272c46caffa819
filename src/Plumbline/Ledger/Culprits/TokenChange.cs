namespace Plumbline.Ledger.Culprits;

/// <summary>Which tokens of replaced lines a fix really touched: those that it took away whole, and half those next to which it put something.</summary>
internal static class TokenChange
{
    private const int Most = 3_000;

    /// <summary>For each old line its touched tokens with their weights.</summary>
    public static List<(string Token, double Weight)>[] Of(IReadOnlyList<string> old, IReadOnlyList<string> @new)
    {
        var touched = new List<(string, double)>[old.Count];
        var (left, right) = (new List<(string Token, int Line)>(), @new.SelectMany(CodeLine.Tokens).ToList());
        for (var line = 0; line < old.Count; line++)
        {
            touched[line] = [];
            left.AddRange(CodeLine.Tokens(old[line]).Select(token => (token, line)));
        }

        var tokens = left.ConvertAll(pair => pair.Token);
        if (tokens.Count > Most || right.Count > Most)
        {
            left.ForEach(pair => touched[pair.Line].Add((pair.Token, CodeLine.WeightOf(pair.Token))));
            return touched;
        }

        var kept = Kept(tokens, right);
        for (var at = 0; at < left.Count; at++)
        {
            if (kept[at] < 0)
            {
                touched[left[at].Line].Add((left[at].Token, CodeLine.WeightOf(left[at].Token)));
            }
            else if (HasInsertion(kept, at, right.Count))
            {
                touched[left[at].Line].Add((left[at].Token, CodeLine.WeightOf(left[at].Token) / 2));
            }
        }

        return touched;
    }

    // Something new stands right before or behind it, in place of nothing.
    private static bool HasInsertion(int[] kept, int at, int count)
    {
        var before = at == 0 ? -1 : kept[at - 1];
        var behind = at == kept.Length - 1 ? count : kept[at + 1];
        return (at == 0 || before >= 0) && kept[at] > before + 1 || behind > kept[at] + 1;
    }

    // The longest common subsequence: for each old token the new one that it is, or -1.
    private static int[] Kept(List<string> old, List<string> @new)
    {
        var lengths = new ushort[old.Count + 1, @new.Count + 1];
        for (var o = old.Count - 1; o >= 0; o--)
        {
            for (var n = @new.Count - 1; n >= 0; n--)
            {
                lengths[o, n] = old[o] == @new[n] ? (ushort)(lengths[o + 1, n + 1] + 1) : Math.Max(lengths[o + 1, n], lengths[o, n + 1]);
            }
        }

        var kept = new int[old.Count];
        Array.Fill(kept, -1);
        for (int o = 0, n = 0; o < old.Count && n < @new.Count;)
        {
            if (old[o] == @new[n])
            {
                kept[o++] = n++;
            }
            else if (lengths[o + 1, n] >= lengths[o, n + 1])
            {
                o++;
            }
            else
            {
                n++;
            }
        }

        return kept;
    }
}
