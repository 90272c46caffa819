using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>The interface in the compiled name of an explicit implementation: <c>System.IEquatable&lt;Shop.Order&gt;.Equals</c>.</summary>
internal static class InterfaceText
{
    /// <summary>Where the interface ends, outside type arguments; 0 for methods that implement none explicitly.</summary>
    public static int End(string name)
    {
        var depth = 0;
        for (var i = name.Length - 1; i > 0; i--)
        {
            depth += name[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (depth == 0 && name[i] == '.')
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>The interface's own name, without namespaces; type arguments as the form wants them.</summary>
    public static string Of(string qualified, NameForm form)
    {
        var own = qualified[(End(qualified) is var dot and > 0 ? dot + 1 : 0)..];
        var open = own.IndexOf('<', StringComparison.Ordinal);
        if (open <= 0)
        {
            return own;
        }

        return form == NameForm.Arity ? $"{own[..open]}`{Count(own.AsSpan(open))}" : Shortened(own);
    }

    private static int Count(ReadOnlySpan<char> arguments)
    {
        int count = 1, depth = 0;
        foreach (var character in arguments)
        {
            depth += character switch { '<' or '[' => 1, '>' or ']' => -1, _ => 0 };
            count += character == ',' && depth == 1 ? 1 : 0;
        }

        return count;
    }

    private static string Shortened(string own)
    {
        var text = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= own.Length; i++)
        {
            if (i < own.Length && (char.IsLetterOrDigit(own[i]) || own[i] is '_' or '.'))
            {
                continue;
            }

            var name = own[start..i];
            text.Append(Keywords.Of(name[(name.LastIndexOf('.') + 1)..], name));
            text.Append(i < own.Length ? own[i] == ',' ? ", " : own[i].ToString() : "");
            start = i + 1;
        }

        return text.ToString();
    }
}
