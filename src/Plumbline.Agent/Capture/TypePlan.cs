using System.Text;

namespace Plumbline.Agent.Capture;

/// <summary>What is known about a run-time type: its name as it is written, whether it is secret, how its values are shown.</summary>
internal sealed class TypePlan
{
    /// <summary>Longest name of a type as written.</summary>
    public const int TypeBytes = 256;

    public TypePlan(Type type, bool secret, Shape shape)
    {
        Type = type;
        Name = TypeName.Of(type);
        IsSecret = secret;
        IsValueType = type.IsValueType;
        Shape = shape;
        var text = new Utf8Text(64);
        text.Escaped(Name, TypeBytes);
        TypeText = text.Written.ToArray();
        TypeMember = Encoding.UTF8.GetBytes(",\"type\":\"" + Encoding.UTF8.GetString(TypeText) + "\"");
    }

    public Type Type { get; }

    public string Name { get; }

    /// <summary>Whether the built-in rules keep every value of the type back.</summary>
    public bool IsSecret { get; }

    public bool IsValueType { get; }

    public Shape Shape { get; }

    /// <summary>The name with the escapes of JSON.</summary>
    public byte[] TypeText { get; }

    /// <summary>The name as a member: ,"type":"…"</summary>
    public byte[] TypeMember { get; }
}
