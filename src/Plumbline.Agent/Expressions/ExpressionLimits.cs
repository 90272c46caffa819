namespace Plumbline.Agent.Expressions;

/// <summary>Bounds of the expression language, at compile time and at each evaluation.</summary>
internal static class ExpressionLimits
{
    /// <summary>Longest text of an expression or of a log template, in UTF-16 units.</summary>
    public const int TextLength = 4096;

    /// <summary>Deepest recursion of the parser: a pair of parentheses takes two levels, a unary operator one.</summary>
    public const int Nesting = 120;

    /// <summary>Highest tree; a chain of one binary operator grows the tree by one each.</summary>
    public const int Height = 200;

    /// <summary>Most variables that one expression may use (the parameters of the largest <c>Func</c>).</summary>
    public const int Variables = 15;

    /// <summary>Elements that all loops of one evaluation may visit together.</summary>
    public const int Elements = 10_000;

    /// <summary>Time that the loops of one evaluation, and its matches together, may take, in milliseconds.</summary>
    public const int EvaluationMilliseconds = 50;

    /// <summary>Elements between two looks at the clock; a power of two.</summary>
    public const int ElementsPerClock = 16;

    /// <summary>Time that one match of a regular expression may take, in milliseconds.</summary>
    public const int MatchMilliseconds = 50;

    /// <summary>Matches that may run out of time before the pattern is given up.</summary>
    public const int MatchTimeouts = 3;

    /// <summary>Longest pattern of <c>Matches</c>, and most states that its counted repetitions may stand for.</summary>
    public const int PatternLength = 1000;
    public const int PatternStates = 5000;

    /// <summary>Longest string that a concatenation may make.</summary>
    public const int StringLength = 16 * 1024;

    /// <summary>Longest format specifier, and most digits of its precision.</summary>
    public const int FormatLength = 64;
    public const int FormatPrecision = 99;

    /// <summary>Largest alignment in a log template.</summary>
    public const int Alignment = 200;
}
