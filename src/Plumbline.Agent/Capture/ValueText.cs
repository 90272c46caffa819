using System.Globalization;
using System.Text;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>
/// A value on one line, for log lines and group keys: Order { Id = 3, Total = 4.5, Items = List&lt;Item&gt;(2) }. One level
/// deep, bounded, redacted, and without running the user's code.
/// </summary>
internal ref struct ValueText
{
    private const int MostFields = 8;
    private const int MostNested = 64;

    private readonly Span<char> _room;
    private readonly Redactor _redactor;
    private readonly TupleNames? _names;
    private int _length;

    private ValueText(Span<char> room, Redactor redactor, TupleNames? names)
    {
        _names = names;
        _room = room;
        _redactor = redactor;
    }

    /// <summary>Writes the value; answers how many characters. A text that does not fit ends with an ellipsis.</summary>
    /// <param name="tuple">Names of a tuple's members. Without them its texts are not shown: any of them could be a password.</param>
    public static int Format(object? value, Span<char> destination, Redactor redactor, TupleNames? tuple = null)
    {
        var text = new ValueText(destination, redactor, tuple);
        try
        {
            text.Append(value, depth: 0);
        }
        catch (Exception fault)
        {
            CaptureFaults.Report("text of a value", fault);
            text.Append("?");
        }

        return text._length;
    }

    /// <summary>The value as a string of at most so many characters.</summary>
    public static string Of(object? value, Redactor redactor, int most = 256, TupleNames? tuple = null)
    {
        var room = new char[Math.Clamp(most, 1, 16 * 1024)];
        return new string(room, 0, Format(value, room, redactor, tuple));
    }

    private void Append(object? value, int depth)
    {
        if (value is null)
        {
            Append("null");
            return;
        }

        var plan = TypePlans.Of(value.GetType());
        if (_redactor.IsSecret(plan))
        {
            Append("[redacted]");
            return;
        }

        switch (plan.Shape)
        {
            case TextLeaf:
                AppendText((string)value, depth);
                break;
            case BuilderLeaf:
                AppendText(((StringBuilder)value).ToString(0, Math.Min(((StringBuilder)value).Length, _room.Length + 256)), depth);
                break;
            case EnumLeaf names:
                Append(names.NameOf(EnumLeaf.Bits(value)));
                break;
            case SpokenLeaf spoken:
                var said = spoken.Speak(value) ?? "null";
                Append(spoken.IsCode ? said : _redactor.Redact(said));
                break;
            case LeafShape:
                AppendScalar(value);
                break;
            case CollectionShape collection:
                AppendCount(plan, collection.TotalOf(value));
                break;
            case ObjectShape shape when depth == 0:
                AppendFields(plan, shape, value);
                break;
            case TupleShape tuple when depth == 0:
                AppendTuple(tuple, value);
                break;
            default:
                Append(TypeName.Short(plan.Type));
                break;
        }
    }

    private void AppendText(string text, int depth)
    {
        var most = depth == 0 ? _room.Length : MostNested;
        var window = text.Length > most + 256 ? text[..(most + 256)] : text;
        var shown = _redactor.Redact(window, open: window.Length < text.Length);
        var cut = shown.Length > most;
        if (depth > 0)
        {
            Append("\"");
        }

        Append(cut ? shown.AsSpan(0, most) : shown);
        if (cut)
        {
            Append("…");
        }

        if (depth > 0)
        {
            Append("\"");
        }
    }

    private void AppendScalar(object value)
    {
        if (value is bool truth)
        {
            Append(truth ? "true" : "false");
            return;
        }

        var format = value is DateTime or DateTimeOffset ? "O" : null;
        Append(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value is char c ? c.ToString() : "?");
    }

    private void AppendCount(TypePlan plan, long count)
    {
        Append(TypeName.Short(plan.Type));
        if (count >= 0)
        {
            Append("(");
            Append(count.ToString(CultureInfo.InvariantCulture));
            Append(")");
        }
    }

    private void AppendFields(TypePlan plan, ObjectShape shape, object value)
    {
        Append(TypeName.Short(plan.Type));
        Append(" { ");
        shape.Measure(value);
        var secret = _redactor.SecretFields(shape);
        var paired = shape.IsSecretPair(value, _redactor);
        for (var i = 0; i < shape.Fields.Length; i++)
        {
            Append(i > 0 ? ", " : "");
            if (i == MostFields)
            {
                Append("…");
                break;
            }

            Append(shape.Fields[i].Name);
            Append(" = ");
            AppendField(shape.Fields[i], value, (secret is not null && secret[i]) || (paired && shape.IsPairValue(i)));
        }

        Append(shape.Fields.Length > 0 ? " }" : "}");
    }

    private void AppendTuple(TupleShape tuple, object value)
    {
        var fields = tuple.Members.Fields;
        Append("(");
        for (var i = 0; i < fields.Length; i++)
        {
            Append(i > 0 ? ", " : "");
            var name = _names?.Member(i);
            var text = fields[i].Access.Field.FieldType.IsValueType ? null : fields[i].Access.Read(value);
            if (_redactor.IsEnabled && name is null && text is not null)
            {
                Append(TypeName.Short(text.GetType()));
            }
            else
            {
                AppendField(fields[i], value, TupleShape.IsSecret(_redactor, fields[i], name));
            }
        }

        Append(")");
    }

    private void AppendField(FieldPlan field, object owner, bool secret)
    {
        if (secret)
        {
            Append("[redacted]");
        }
        else if (field.Access is PointerAccess or NoAccess)
        {
            Append("pointer");
        }
        else
        {
            Append(field.Access.Read(owner), depth: 1);
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        var free = _room.Length - _length;
        if (text.Length <= free)
        {
            text.CopyTo(_room[_length..]);
            _length += text.Length;
            return;
        }

        text[..free].CopyTo(_room[_length..]);
        _length = _room.Length;
        if (_length > 0)
        {
            _room[^1] = '…';
        }
    }
}
