using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>An object by its fields.</summary>
internal sealed class ObjectShape : TreeShape
{
    private readonly Type _type;
    private readonly NamedPair? _pair;
    private int _sights;
    private volatile bool _measured;
    private volatile MeasureOffsets? _measure;

    public ObjectShape(Type type, FieldPlan[] fields)
    {
        _type = type;
        Fields = fields;
        _pair = NamedPair.In(fields);

        // SAFETY: on some runtimes reflection runs the static constructor before it reads an instance field.
        if (fields.Any(f => f.Access.Field.DeclaringType?.TypeInitializer is not null || f.Access is PointerAccess))
        {
            BuildMeasure();
        }
    }

    public FieldPlan[] Fields { get; }

    /// <summary>Whether the code that measures the offsets is there or has run.</summary>
    public bool IsBuilt => _measured || _measure is not null;

    public override bool HasMembers => Fields.Length > 0;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        Measure(value);
        var redactor = graph.Redactor;
        var secret = redactor.SecretFields(this);
        var pair = IsSecretPair(value, redactor);
        var most = Math.Min(Fields.Length, graph.Limits.Fields);
        for (var i = 0; i < most; i++)
        {
            var field = Fields[i];
            if (!graph.HasRoom(field.Prefix.Length))
            {
                return;
            }

            var hidden = secret is not null && secret[i] ? "name"u8 : pair && IsPairValue(i) ? "key"u8 : default;
            graph.Field(field.Prefix, hidden.IsEmpty ? field.Access.Add(graph, value, field.Tuple) : graph.AddRedacted(hidden));
        }

        if (most < Fields.Length)
        {
            graph.Head.Cut = "fields";
        }
    }

    /// <summary>Whether the object names a secret whose value it holds beside the name.</summary>
    public bool IsSecretPair(object value, Redactor redactor) => _pair is not null && redactor.IsEnabled && _pair.IsSecret(value, redactor);

    public bool IsPairValue(int field) => _pair!.IsValue(field);

    /// <summary>Learns the offsets of the fields from this object, if the code for it is there.</summary>
    public void Measure(object value)
    {
        if (_measured)
        {
            return;
        }

        if (_measure is { } measure)
        {
            var offsets = new nint[Fields.Length];
            measure(value, ref RawObject.First(value), offsets);
            for (var i = 0; i < offsets.Length; i++)
            {
                Fields[i].Access.Offset = offsets[i];
            }

            // In this order: who finds no code to measure with must find the offsets.
            _measured = true;
            _measure = null;
        }
        else if (!_measured && Interlocked.Increment(ref _sights) == 2)
        {
            OffsetBuilder.Enqueue(this);
        }
    }

    public void BuildMeasure()
    {
        if (!_measured && Fields.Length > 0)
        {
            _measure = FieldOffsets.Build(_type, [.. Fields.Select(f => f.Access.Field)]);
        }
    }
}
