using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>
/// An object that carries a name beside a value: a header, a claim, a parameter, an entry of a map. What it names decides
/// whether the value is secret.
/// </summary>
internal sealed class NamedPair
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "key", "name", "header", "headername", "parametername", "columnname", "fieldname", "field", "label", "type", "id",
        "item1", "propertyname", "localname", "property", "setting", "variable", "descriptor", "paramname",
    };

    private static readonly HashSet<string> s_values = new(StringComparer.OrdinalIgnoreCase)
    {
        "value", "values", "content", "contents", "data", "text", "item2", "storage", "rawvalue", "raw", "bytes", "plaintext",
        "stringvalue", "objectvalue", "elements", "current", "original", "default", "val", "v", "body", "currentvalue", "originalvalue", "actualvalue",
    };

    private readonly FieldPlan[] _named;
    private readonly bool[] _values;

    private NamedPair(FieldPlan[] named, bool[] values)
    {
        _named = named;
        _values = values;
    }

    public static NamedPair? In(FieldPlan[] fields)
    {
        var named = fields.Where(f => s_names.Contains(f.Name.TrimStart('_')) && !f.Access.Field.FieldType.IsPrimitive).ToArray();
        bool[] values = [.. fields.Select(f => s_values.Contains(f.Name.TrimStart('_')))];
        return named.Length > 0 && values.Contains(true) ? new NamedPair(named, values) : null;
    }

    public bool IsValue(int field) => _values[field];

    public bool IsSecret(object owner, Redactor redactor)
    {
        foreach (var field in _named)
        {
            if (redactor.IsSecretKey(field.Access.Read(owner)))
            {
                return true;
            }
        }

        return false;
    }
}
