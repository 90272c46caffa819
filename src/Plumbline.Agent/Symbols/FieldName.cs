using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>What a field of a closure or state machine stands for.</summary>
internal enum FieldMeaning
{
    /// <summary>Nothing the user wrote: states, builders, awaiters, caches.</summary>
    Hidden,

    /// <summary>The user's <c>this</c>.</summary>
    This,

    /// <summary>A parameter or captured variable under its own name.</summary>
    Variable,

    /// <summary>A local that outlives a suspension; it has a slot, whose scope the symbols tell.</summary>
    Hoisted,

    /// <summary>Another closure, whose fields are variables too.</summary>
    Closure,
}

/// <param name="Slot">Hoisted slot, or -1.</param>
internal readonly record struct FieldName(FieldMeaning Meaning, string Name, int Slot)
{
    private const string VisualBasicLocal = "$VB$Local_";
    private const string VisualBasicHoisted = "$VB$ResumableLocal_";
    private const string VisualBasicOuter = "$VB$NonLocal_";

    public static FieldName Of(string compiled)
    {
        if (compiled.Length == 0)
        {
            return new(FieldMeaning.Hidden, "", -1);
        }

        if (compiled.StartsWith("CS$<>8__locals", StringComparison.Ordinal) || compiled.StartsWith(VisualBasicOuter, StringComparison.Ordinal))
        {
            return new(FieldMeaning.Closure, "", -1);
        }

        return compiled[0] switch
        {
            '<' => OfCSharp(compiled),
            '$' => OfVisualBasic(compiled),
            _ when compiled.EndsWith('@') => new(FieldMeaning.Hidden, "", -1),
            _ => new(FieldMeaning.Variable, compiled, -1),
        };
    }

    private static FieldName OfCSharp(string compiled) => CompiledName.Parse(compiled) switch
    {
        { Inner: "", Kind: '4', Suffix: "__this" } => new(FieldMeaning.This, "this", -1),
        { Inner: "", Kind: '8' } closure => new(FieldMeaning.Closure, "", closure.HoistedSlot),
        { Kind: '5', Inner: not "" } local => new(FieldMeaning.Hoisted, local.Inner, local.HoistedSlot),
        { Kind: 'P', Suffix: "", Inner: not "" } parameter => new(FieldMeaning.Variable, parameter.Inner, -1),
        _ => new(FieldMeaning.Hidden, "", -1),
    };

    /// <summary><c>$VB$Local_x</c>, <c>$VB$ResumableLocal_x$0</c>, <c>$VB$Me</c>.</summary>
    private static FieldName OfVisualBasic(string compiled)
    {
        if (compiled == "$VB$Me")
        {
            return new(FieldMeaning.This, "this", -1);
        }

        if (compiled.StartsWith(VisualBasicLocal, StringComparison.Ordinal))
        {
            return new(FieldMeaning.Variable, compiled[VisualBasicLocal.Length..], -1);
        }

        if (compiled.StartsWith(VisualBasicHoisted, StringComparison.Ordinal)
            && compiled.LastIndexOf('$') is var dollar && dollar > VisualBasicHoisted.Length
            && int.TryParse(compiled.AsSpan(dollar + 1), out var slot))
        {
            var name = compiled[VisualBasicHoisted.Length..dollar];
            return name.StartsWith("$VB$", StringComparison.Ordinal)
                ? new(FieldMeaning.Closure, "", slot)
                : new(FieldMeaning.Hoisted, name, slot);
        }

        return new(FieldMeaning.Hidden, "", -1);
    }
}
