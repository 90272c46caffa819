using System.Reflection;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>One field as it is shown.</summary>
internal sealed class FieldPlan
{
    public FieldPlan(FieldInfo field, string name)
    {
        Name = name;
        Prefix = JsonName.Prefix(name);
        Access = FieldAccess.For(field);
        Tuple = TupleNames.Of(field);
        IsHarmless = SecretNames.IsHarmlessType(field.FieldType);
        IsSecret = !IsHarmless && (SecretNames.IsSecret(name, field.FieldType) || SecretNames.IsSecret(field.Name, field.FieldType)
            || SecretTypes.IsSecret(field.FieldType));
    }

    /// <summary>Name as the source has it, qualified where it hides one of a base class.</summary>
    public string Name { get; }

    /// <summary>{"name":"…","node":</summary>
    public byte[] Prefix { get; }

    public FieldAccess Access { get; }

    public TupleNames? Tuple { get; }

    /// <summary>Whether a value of the type can't hold a secret, whatever its name.</summary>
    public bool IsHarmless { get; }

    /// <summary>Whether the built-in rules keep the field back.</summary>
    public bool IsSecret { get; }
}
