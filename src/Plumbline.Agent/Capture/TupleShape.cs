using System.Globalization;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>A tuple, under the names that the source gives to its members where they are known.</summary>
internal sealed class TupleShape : TreeShape
{
    private readonly ObjectShape _members;
    private readonly FieldPlan[] _fields;

    public TupleShape(Type type)
    {
        _fields = FieldLayout.Of(type);
        _members = new ObjectShape(type, _fields);
    }

    public ObjectShape Members => _members;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var keyed = _fields.Length == 2 && graph.Redactor.IsSecretKey(_fields[0].Access.Read(value));
        Write(graph, value, names, 0, keyed);
    }

    private void Write(CaptureGraph graph, object value, TupleNames? names, int first, bool keyed)
    {
        _members.Measure(value);
        for (var i = 0; i < _fields.Length; i++)
        {
            var (field, index) = (_fields[i], first + i);
            if (i == 7 && TypePlans.Of(field.Access.Field.FieldType).Shape is TupleShape rest)
            {
                rest.Write(graph, field.Access.Read(value)!, names, index, keyed: false);
                return;
            }

            var prefix = names?.Prefix(index)
                ?? (first == 0 ? field.Prefix : JsonName.Prefix("Item" + (index + 1).ToString(CultureInfo.InvariantCulture)));
            if (index >= graph.Limits.Fields)
            {
                graph.Head.Cut = "fields";
                return;
            }

            if (!graph.HasRoom(prefix.Length))
            {
                return;
            }

            graph.Field(prefix, IsSecret(graph.Redactor, field, names?.Member(index)) || (keyed && i == 1)
                ? graph.AddRedacted(keyed ? "key"u8 : "name"u8)
                : field.Access.Add(graph, value, names?.Part(index)));
        }
    }

    /// <summary>Whether a member is kept back for its type or for the name that the source gives to it.</summary>
    public static bool IsSecret(Redactor redactor, FieldPlan field, string? name) =>
        redactor.IsEnabled && !field.IsHarmless
        && (redactor.IsSecretType(field.Access.Field.FieldType)
            || (name is not null && (redactor.IsSecretName(name)
                || (SecretNames.IsKeyMaterial(field.Access.Field.FieldType) && SecretNames.IsKeyName(name)))));
}
