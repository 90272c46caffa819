using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>
/// Parameters as typed, to pick an overload: types by their C# names, namespaces and parameter names optional,
/// <c>*</c> for one parameter of any type, a lone <c>*</c> for any parameters.
/// </summary>
internal sealed class ParameterPattern
{
    private readonly (string Modifier, string Type, string WithoutName)[] _wanted;

    private ParameterPattern(bool isAny, (string Modifier, string Type, string WithoutName)[] wanted)
    {
        IsAny = isAny;
        _wanted = wanted;
    }

    /// <summary>Any parameters.</summary>
    public bool IsAny { get; }

    /// <param name="list">What stands between the parentheses.</param>
    public static ParameterPattern Of(string list)
    {
        if (list.Trim() == "*")
        {
            return new ParameterPattern(true, []);
        }

        return new ParameterPattern(false, list.Trim().Length == 0 ? [] : [.. Split(list).Select(Read)]);
    }

    /// <summary>How well a method's parameters fit: 0 not at all, 1 but for ref, in and out, 2 exactly.</summary>
    /// <param name="parameters">Read with namespaces.</param>
    public int Fit(ParameterList parameters)
    {
        if (IsAny)
        {
            return 2;
        }

        if (parameters.Items.Count != _wanted.Length)
        {
            return 0;
        }

        var fit = 2;
        for (var i = 0; i < _wanted.Length; i++)
        {
            var (modifier, type, withoutName) = _wanted[i];
            var actual = Packed(parameters.Items[i].Type);
            if (type == "*")
            {
                continue;
            }

            if (!SameType(actual, type) && !SameType(actual, withoutName))
            {
                return 0;
            }

            if (modifier != parameters.Items[i].Modifier)
            {
                if (modifier.Length > 0)
                {
                    return 0;
                }

                fit = 1;
            }
        }

        return fit;
    }

    /// <summary>Compares name by name: each name as typed must be the last segments of the full one.</summary>
    internal static bool SameType(string actual, string wanted)
    {
        int a = 0, w = 0;
        while (a < actual.Length && w < wanted.Length)
        {
            var actualName = NameAt(actual, a);
            var wantedName = NameAt(wanted, w);
            if (actualName.Length == 0 || wantedName.Length == 0)
            {
                if (actual[a++] != wanted[w++])
                {
                    return false;
                }

                continue;
            }

            if (!SameName(actualName, wantedName))
            {
                return false;
            }

            a += actualName.Length;
            w += wantedName.Length;
        }

        return a == actual.Length && w == wanted.Length;
    }

    private static bool SameName(string actual, string wanted)
    {
        wanted = wanted.TrimStart('@');
        var last = wanted[(wanted.LastIndexOf('.') + 1)..];
        wanted = Keywords.Of(last, wanted) is var word && word != last ? word : wanted;
        return actual == wanted || actual.EndsWith("." + wanted, StringComparison.Ordinal);
    }

    private static string NameAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.' or '@'))
        {
            end++;
        }

        return text[start..end];
    }

    private static (string Modifier, string Type, string WithoutName) Read(string text)
    {
        var words = text.Trim();
        var modifier = "";
        for (var more = true; more;)
        {
            more = false;
            foreach (var word in new[] { "ref readonly", "ref", "out", "in", "params", "this", "scoped" })
            {
                if (words.StartsWith(word + " ", StringComparison.Ordinal))
                {
                    modifier = word is "ref" or "out" or "in" or "ref readonly" ? word.Split(' ')[0] : modifier;
                    words = words[(word.Length + 1)..].TrimStart();
                    more = true;
                }
            }
        }

        var name = words.LastIndexOf(' ');
        var isName = name > 0 && words.AsSpan(name + 1).IndexOfAny("<>()[]?*,") < 0;
        return (modifier, Packed(words), Packed(isName ? words[..name] : words));
    }

    private static string Packed(string type) => type.Replace(" ", "", StringComparison.Ordinal);

    private static List<string> Split(string list)
    {
        var parts = new List<string>();
        int depth = 0, start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            if (list[i] == ',' && depth == 0)
            {
                parts.Add(list[start..i]);
                start = i + 1;
            }
        }

        parts.Add(list[start..]);
        return parts;
    }
}
