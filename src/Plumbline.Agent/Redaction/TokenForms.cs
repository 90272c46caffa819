namespace Plumbline.Agent.Redaction;

/// <summary>Secrets that are recognised by their form, wherever they stand.</summary>
internal static class TokenForms
{
    private static readonly TokenForm[] s_forms =
    [
        new("eyJ", 10, ".="), new("AKIA", 12, ""), new("ASIA", 12, ""), new("ABIA", 12, ""), new("ACCA", 12, ""), new("AIza", 30, ""),
        new("ya29.", 10, "."), new("1//0", 20, ""), new("GOCSPX-", 10, ""), new("ghp_", 16, ""), new("gho_", 16, ""), new("ghu_", 16, ""),
        new("ghs_", 16, ""), new("ghr_", 16, ""), new("github_pat_", 16, ""), new("glpat-", 12, ""), new("gldt-", 12, ""),
        new("glrt-", 12, ""), new("xoxb-", 8, ""), new("xoxa-", 8, ""), new("xoxp-", 8, ""), new("xoxr-", 8, ""), new("xoxs-", 8, ""),
        new("xoxe-", 8, ""), new("xoxe.", 8, "."), new("xapp-", 8, ""), new("sk_live_", 8, ""), new("sk_test_", 8, ""),
        new("rk_live_", 8, ""), new("rk_test_", 8, ""), new("whsec_", 8, "+/="), new("sk-", 16, ""), new("SG.", 16, "."),
        new("npm_", 16, ""), new("pypi-", 16, ""), new("hf_", 16, ""), new("dop_v1_", 16, ""), new("doo_v1_", 16, ""),
        new("dor_v1_", 16, ""), new("shpat_", 16, ""), new("shpss_", 16, ""), new("shpca_", 16, ""), new("hvs.", 16, "."),
        new("hvb.", 16, "."), new("AGE-SECRET-KEY-", 8, ""), new("nuget_", 30, ""), new("oy2", 40, ""), new("sq0atp-", 10, ""),
        new("sq0csp-", 10, ""), new("key-", 28, ""), new("rubygems_", 20, ""), new("dckr_pat_", 16, ""), new("lin_api_", 16, ""),
        new("PMAK-", 20, ""), new("EAACEdEose0cBA", 8, ""), new("AQICAH", 20, "+/="), new("vault:v1:", 8, "+/="), new("dapi", 32, ""),
        new("glsa_", 16, ""), new("glc_", 16, "+/="), new("NRAK-", 16, ""), new("sntrys_", 16, "+/="), new("pscale_tkn_", 12, "."),
        new("figd_", 16, ""), new("ATATT3", 16, "="), new("xkeysib-", 16, ""), new("SK", 32, ""), new("pul-", 32, ""), new("tfp_", 16, ""),
        new("$2a$", 20, "./$"), new("$2b$", 20, "./$"),
    ];

    private static readonly TokenForm[][] s_byFirst = ByFirst();

    /// <summary>Where in the word at the start of the text the secret begins, and how long it is; 0 where it is none.</summary>
    /// <param name="open">Whether the text goes on: what reaches its end may be a longer one.</param>
    public static (int Skip, int Length) Match(ReadOnlySpan<char> text, bool open)
    {
        if (text.Length < 2)
        {
            return default;
        }

        foreach (var form in s_byFirst[text[0]])
        {
            // PERF: one comparison rules out nearly every word.
            var length = form.Prefix[1] == text[1] ? form.Match(text, open) : 0;
            if (length > 0)
            {
                return (0, length);
            }
        }

        // Bearer, Basic, Negotiate, Digest, ApiKey.
        var start = ((char)(text[0] | 0x20), (char)(text[1] | 0x20));
        return start is ('b', 'e') or ('b', 'a') or ('n', 'e') or ('d', 'i') or ('a', 'p') ? Scheme(text, open) : default;
    }

    /// <summary>What follows the name of an authentication scheme.</summary>
    private static (int Skip, int Length) Scheme(ReadOnlySpan<char> text, bool open)
    {
        var name = text.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) ? 6
            : text.StartsWith("Basic", StringComparison.OrdinalIgnoreCase) ? 5
            : text.StartsWith("Negotiate", StringComparison.OrdinalIgnoreCase) ? 9
            : text.StartsWith("Digest", StringComparison.OrdinalIgnoreCase) ? 6
            : text.StartsWith("ApiKey", StringComparison.OrdinalIgnoreCase) ? 6
            : 0;
        if (name == 0 || name >= text.Length || text[name] is not (' ' or '\t' or ':' or '=' or '+' or '%'))
        {
            return default;
        }

        var start = name + 1;
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        var length = TokenForm.Run(text[start..], "._~+/=-:,\"%|");
        if (start + length == text.Length && open && length > 0)
        {
            return (start, length);
        }

        var isBearer = text[0] is 'b' or 'B';
        var enough = !isBearer ? length >= 16 : name == 5 ? IsUserAndPassword(text.Slice(start, length)) : length >= 6;
        return enough ? (start, length) : default;
    }

    private static bool IsUserAndPassword(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[1024];
        text = text.TrimEnd("=,.\"");
        if (text.Length < 4)
        {
            return false;
        }

        if (text.Length > 1000)
        {
            return true;
        }

        Span<char> padded = stackalloc char[1008];
        text.CopyTo(padded);
        var whole = (text.Length + 3) / 4 * 4;
        padded[text.Length..whole].Fill('=');
        return Convert.TryFromBase64Chars(padded[..whole], bytes, out var written) && bytes[..written].Contains((byte)':');
    }

    private static TokenForm[][] ByFirst()
    {
        var table = new TokenForm[128][];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = [.. s_forms.Where(f => f.Prefix[0] == i)];
        }

        return table;
    }
}
