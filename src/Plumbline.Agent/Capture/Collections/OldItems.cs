using System.Collections;
using System.Collections.Specialized;
using System.Reflection;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>A list without a type argument. Only of the class itself: everything in it can be overridden.</summary>
internal sealed class ArrayListItems : SequenceItems<object?>
{
    public override long TotalOf(object value) => ((ArrayList)value).Count;

    protected override void Read(object value, ItemSink<object?> sink)
    {
        var items = (ArrayList)value;
        for (var i = 0; i < items.Count; i++)
        {
            if (!sink.Take(items[i]))
            {
                return;
            }
        }
    }
}

/// <summary>A dictionary without type arguments. Only of the class itself.</summary>
internal sealed class HashtableItems : PairItems<object?, object?>
{
    public override long TotalOf(object value) => ((Hashtable)value).Count;

    protected override void Read(object value, PairSink<object?, object?> sink)
    {
        foreach (DictionaryEntry entry in (Hashtable)value)
        {
            if (!sink.Take(entry.Key, entry.Value))
            {
                return;
            }
        }
    }
}

/// <summary>Names with values, as headers and query strings are kept; read from the fields, as a user may derive from it.</summary>
internal sealed class NamedItems : PairItems<object?, object?>
{
    private static readonly FieldInfo? s_entries = Field(typeof(NameObjectCollectionBase), "_entriesArray");
    private static readonly Type? s_entry = typeof(NameObjectCollectionBase).GetNestedType("NameObjectEntry", BindingFlags.NonPublic);
    private static readonly FieldInfo? s_key = s_entry is null ? null : Field(s_entry, "Key");
    private static readonly FieldInfo? s_value = s_entry is null ? null : Field(s_entry, "Value");

    public static bool CanRead => s_entries is not null && s_key is not null && s_value is not null;

    public override long TotalOf(object value) => Entries(value)?.Count ?? 0;

    protected override void Read(object value, PairSink<object?, object?> sink)
    {
        var entries = Entries(value);
        for (var i = 0; i < entries?.Count; i++)
        {
            if (entries[i] is { } entry && !sink.Take(s_key!.GetValue(entry), s_value!.GetValue(entry)))
            {
                return;
            }
        }
    }

    private static ArrayList? Entries(object value) => s_entries?.GetValue(value) as ArrayList;

    private static FieldInfo? Field(Type type, string name) =>
        type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
}
