namespace Plumbline.Agent.Facts;

/// <summary>What was seen for the first time.</summary>
internal enum FirstKind
{
    Null,
    Zero,
    Negative,
    Positive,
    NotANumber,
    Infinite,

    /// <summary>Far above, or far below, all that was seen.</summary>
    Range,
    Empty,

    /// <summary>A value of an enum, a flag, a kind of date, or one of the few texts that a variable holds.</summary>
    Value,

    /// <summary>A form of text.</summary>
    Form,

    /// <summary>A result against the arguments.</summary>
    Relation,

    /// <summary>An exception that the method caught and did not pass on.</summary>
    Swallowed,
}
