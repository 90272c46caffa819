using System.Collections.Immutable;
using System.Text;

namespace Plumbline.Agent.Expressions;

/// <summary>
/// Members of the framework that may be called although they are more than a field: pure, quick, and never calling back into user
/// code. What is not here can't be used.
/// </summary>
internal static class FrameworkMembers
{
    private static readonly Dictionary<Type, string> s_properties = new()
    {
        [typeof(string)] = "Length",
        [typeof(Array)] = "Length Rank LongLength",
        [typeof(DateTime)] = "Year Month Day Hour Minute Second Millisecond Microsecond Ticks Date TimeOfDay DayOfWeek DayOfYear Kind",
        [typeof(DateTimeOffset)] =
            "Year Month Day Hour Minute Second Millisecond Ticks Date TimeOfDay DayOfWeek DayOfYear Offset DateTime UtcDateTime UtcTicks",
        [typeof(DateOnly)] = "Year Month Day DayOfWeek DayOfYear DayNumber",
        [typeof(TimeOnly)] = "Hour Minute Second Millisecond Ticks",
        [typeof(TimeSpan)] =
            "Days Hours Minutes Seconds Milliseconds Microseconds Ticks TotalDays TotalHours TotalMinutes TotalSeconds TotalMilliseconds TotalMicroseconds",
        [typeof(decimal)] = "Scale",
        [typeof(Version)] = "Major Minor Build Revision",
        [typeof(StringBuilder)] = "Length",
        [typeof(Task)] = "IsCompleted IsFaulted IsCanceled IsCompletedSuccessfully Status Id",
        [typeof(CancellationToken)] = "IsCancellationRequested CanBeCanceled",
        [typeof(CancellationTokenSource)] = "IsCancellationRequested",
        [typeof(Memory<>)] = "Length IsEmpty",
        [typeof(ReadOnlyMemory<>)] = "Length IsEmpty",
        [typeof(ArraySegment<>)] = "Count Offset",
        [typeof(ImmutableArray<>)] = "Length IsDefault IsEmpty IsDefaultOrEmpty",
        [typeof(Dictionary<,>)] = "Count",
        [typeof(HashSet<>)] = "Count",
        [typeof(List<>)] = "Count Capacity",
        [typeof(Queue<>)] = "Count",
        [typeof(Stack<>)] = "Count",
        [typeof(SortedDictionary<,>)] = "Count",
        [typeof(SortedList<,>)] = "Count",
        [typeof(SortedSet<>)] = "Count",
        [typeof(LinkedList<>)] = "Count",
        [typeof(PriorityQueue<,>)] = "Count",
        [typeof(ImmutableList<>)] = "Count IsEmpty",
        [typeof(ImmutableDictionary<,>)] = "Count IsEmpty",
        [typeof(ImmutableHashSet<>)] = "Count IsEmpty",
        [typeof(ImmutableSortedDictionary<,>)] = "Count IsEmpty",
        [typeof(ImmutableSortedSet<>)] = "Count IsEmpty",
        [typeof(System.Collections.Concurrent.ConcurrentQueue<>)] = "Count IsEmpty",
        [typeof(System.Collections.Concurrent.ConcurrentStack<>)] = "Count IsEmpty",
        [typeof(System.Collections.Concurrent.ConcurrentDictionary<,>)] = "IsEmpty",
        [typeof(Lazy<>)] = "IsValueCreated",
        [typeof(Thread)] = "ManagedThreadId IsThreadPoolThread IsBackground",
        [typeof(System.Numerics.BigInteger)] = "Sign IsZero IsOne IsEven",
    };

    private static readonly Dictionary<Type, string> s_statics = new()
    {
        [typeof(DateTime)] = "UtcNow MinValue MaxValue UnixEpoch",
        [typeof(DateTimeOffset)] = "UtcNow MinValue MaxValue UnixEpoch",
        [typeof(DateOnly)] = "MinValue MaxValue",
        [typeof(TimeOnly)] = "MinValue MaxValue",
        [typeof(TimeSpan)] = "Zero MinValue MaxValue TicksPerMillisecond TicksPerSecond",
        [typeof(Guid)] = "Empty",
        [typeof(string)] = "Empty",
        [typeof(decimal)] = "Zero One MinusOne MinValue MaxValue",
        [typeof(Half)] = "MinValue MaxValue NaN PositiveInfinity NegativeInfinity Epsilon",
        [typeof(Int128)] = "MinValue MaxValue Zero One",
        [typeof(UInt128)] = "MinValue MaxValue Zero One",
        [typeof(System.Numerics.BigInteger)] = "Zero One MinusOne",
        [typeof(nint)] = "Zero MinValue MaxValue",
        [typeof(nuint)] = "Zero MinValue MaxValue",
    };

    private static readonly Dictionary<Type, string> s_methods = new()
    {
        [typeof(string)] =
            "StartsWith EndsWith Contains IndexOf LastIndexOf Substring Trim TrimStart TrimEnd ToUpperInvariant ToLowerInvariant IsNullOrEmpty IsNullOrWhiteSpace "
            + "Equals CompareOrdinal",
        [typeof(char)] = "IsDigit IsLetter IsLetterOrDigit IsUpper IsLower IsWhiteSpace IsPunctuation IsControl IsAscii ToUpperInvariant ToLowerInvariant",
        [typeof(Math)] = "Abs Min Max Floor Ceiling Round Truncate Sqrt Sign",
        [typeof(double)] = "IsNaN IsInfinity IsFinite IsPositiveInfinity IsNegativeInfinity",
        [typeof(float)] = "IsNaN IsInfinity IsFinite IsPositiveInfinity IsNegativeInfinity",
        [typeof(decimal)] = "Round Floor Ceiling Truncate",
        [typeof(TimeSpan)] = "FromDays FromHours FromMinutes FromSeconds FromMilliseconds Duration",
        [typeof(DateTime)] = "AddDays AddHours AddMinutes AddSeconds AddMilliseconds AddMonths AddYears ToUniversalTime",
        [typeof(DateTimeOffset)] = "AddDays AddHours AddMinutes AddSeconds AddMilliseconds AddMonths AddYears ToUniversalTime ToUnixTimeSeconds ToUnixTimeMilliseconds",
        [typeof(DateOnly)] = "AddDays AddMonths AddYears",
    };

    /// <summary>Whether the property may be called. Only sealed types and generic ones of the framework are listed.</summary>
    public static bool HasProperty(Type type, string name) => Lists(s_properties, type, name);

    public static bool HasStatic(Type type, string name) => Lists(s_statics, type, name);

    public static bool HasMethod(Type type, string name) => Lists(s_methods, type, name);

    public static IEnumerable<string> Properties(Type type) => s_properties.TryGetValue(Key(type), out var names) ? names.Split(' ') : [];

    public static IEnumerable<string> Methods(Type type) => s_methods.TryGetValue(Key(type), out var names) ? names.Split(' ') : [];

    private static bool Lists(Dictionary<Type, string> table, Type type, string name) =>
        table.TryGetValue(Key(type), out var names) && Array.IndexOf(names.Split(' '), name) >= 0;

    private static Type Key(Type type) => type.IsArray ? typeof(Array) : type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
