using System.Runtime.CompilerServices;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Capture;

/// <summary>A variable's name: how it is written, and what redaction says of it.</summary>
/// <param name="Prefix">The value up to its role: {"name":"…","role":"</param>
internal sealed record NameEntry(string Name, byte[] Prefix, bool IsSecret, bool IsKeyName)
{
    private (Type Type, string?[] Names, TupleNames? Tuple)? _tuple;

    /// <summary>Names of a tuple's members, worked out once for a variable.</summary>
    public TupleNames? Tuple(Type type, string?[] names)
    {
        if (_tuple is not { } known || known.Type != type || !ReferenceEquals(known.Names, names))
        {
            _tuple = known = (type, names, TupleNames.Of(type, names));
        }

        return known.Tuple;
    }
}

/// <summary>
/// Names of variables met lately, found by identity: a probe hands over the same strings at every hit.
/// </summary>
internal sealed class NameCache
{
    private const int Slots = 64;

    private readonly NameEntry?[] _entries = new NameEntry?[Slots];
    private Redactor? _redactor;

    public void Use(Redactor redactor)
    {
        if (!ReferenceEquals(_redactor, redactor))
        {
            _redactor = redactor;
            Array.Clear(_entries);
        }
    }

    public NameEntry Find(string name)
    {
        ref var entry = ref _entries[RuntimeHelpers.GetHashCode(name) & (Slots - 1)];
        return entry is not null && ReferenceEquals(entry.Name, name) ? entry : entry = Make(name);
    }

    private NameEntry Make(string name)
    {
        var text = new Utf8Text(64);
        text.Raw("{\"name\":\""u8);
        text.Escaped(name, 512);
        text.Raw("\",\"role\":\""u8);
        return new NameEntry(name, text.Written.ToArray(), _redactor!.IsSecretExpression(name), SecretNames.IsKeyName(name));
    }
}
