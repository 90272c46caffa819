namespace Plumbline.Agent.Expressions;

/// <summary>Text of a value that the framework does not format: whoever writes values sets how, until then the type's name.</summary>
internal static class ObjectText
{
    /// <summary>Appends a one-line form of an object without running its code.</summary>
    public static Action<LogLine, object>? Writer { get; set; }

    public static void Append<T>(LogLine line, T value)
    {
        // A boxed number or a string behind object is known well enough.
        switch ((object?)value)
        {
            case null:
                line.Append("null");
                break;
            case string text:
                line.Append(text);
                break;
            case Enum member:
                line.Append(member.ToString());
                break;
            case ISpanFormattable when TextOf.IsPrintable(value.GetType()):
                line.Append(TextOf.Of<object>(value));
                break;
            case { } other when Writer is { } writer:
                writer(line, other);
                break;
            case { } other:
                line.Append(BuiltInTypes.Name(other.GetType()));
                break;
        }
    }
}
