namespace Plumbline.Agent.Redaction;

/// <summary>Letters of other scripts that look like Latin ones, and letters with marks.</summary>
internal static class Confusables
{
    private const string Alike =
        "аaеeоoрpсcуyхxіiѕsјjԁdԛqԝwһhѵvӏlкkмmтtвbнhгrзeґrєeіiїiёeйnЅsЈjІiАaЕeОoРpСcУyХxКkМmТtВbНhЗe" +
        "αaβbεeηnιiκkνvοoρpτtυuχxωwγyδdσsςsΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxόoάaέeίiϲcϳj" +
        "օoսuհhոnցgաwսuԁdıiȷjɡgɑaɩiʀrʏyᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzſsɪiɴnʟlʙbɢgʜhꜱsℓlℯeℊgℴo";

    /// <summary>Base letters of U+00C0 to U+017F; a space where there is none.</summary>
    private const string Marked =
        "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private static readonly Dictionary<char, char> s_alike = Table();

    /// <summary>The Latin letter or digit that it is or looks like in lower case; otherwise the character in lower case.</summary>
    public static char Fold(char c)
    {
        if (c < 128)
        {
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        }

        if (c is >= '\u00c0' and <= '\u017f' && Marked[c - '\u00c0'] != ' ')
        {
            return Marked[c - '\u00c0'];
        }

        if (c is >= '\uff01' and <= '\uff5e')
        {
            return Fold((char)(c - 0xfee0));
        }

        if (c is >= '\u24b6' and <= '\u24e9')
        {
            return (char)('a' + ((c - '\u24b6') % 26));
        }

        return s_alike.TryGetValue(c, out var alike) ? alike : char.ToLowerInvariant(c);
    }

    /// <summary>The mathematical letters and digits, which are pairs of surrogates; moves past the pair.</summary>
    public static char FoldPair(ReadOnlySpan<char> name, ref int index)
    {
        if (index + 1 >= name.Length || !char.IsLowSurrogate(name[index + 1]))
        {
            return '\ufffd';
        }

        var point = char.ConvertToUtf32(name[index], name[index + 1]);
        index++;
        return point switch
        {
            >= 0x1d400 and <= 0x1d6a3 => (char)('a' + ((point - 0x1d400) % 52 % 26)),
            >= 0x1d7ce and <= 0x1d7ff => (char)('0' + ((point - 0x1d7ce) % 10)),
            _ => '\u3400',
        };
    }

    /// <summary>Whether the character is drawn as nothing: joiners, marks of direction, soft hyphens, combining marks.</summary>
    public static bool IsInvisible(char c) =>
        c >= '\u00ad' && c is '\u00ad' or (>= '\u0300' and <= '\u036f') or '\u061c' or '\u115f' or '\u1160' or '\u180e'
            or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2060' and <= '\u206f')
            or (>= '\ufe00' and <= '\ufe0f') or '\ufeff' or '\u3164' or '\uffa0';

    /// <summary>Scripts whose letters can pass for Latin ones.</summary>
    public static bool IsLookAlikeScript(char c) =>
        c is (>= '\u0180' and <= '\u02ff') or (>= '\u0370' and <= '\u058f') or (>= '\u13a0' and <= '\u13ff')
            or (>= '\u1d00' and <= '\u1dbf') or (>= '\u2100' and <= '\u214f') or (>= '\u2c60' and <= '\u2c7f')
            or (>= '\ua640' and <= '\ua7ff') or (>= '\uab30' and <= '\uabbf') or '\u3400' or '\ufffd';

    private static Dictionary<char, char> Table()
    {
        var table = new Dictionary<char, char>();
        for (var i = 0; i + 1 < Alike.Length; i += 2)
        {
            table[Alike[i]] = Alike[i + 1];
        }

        return table;
    }
}
