using System.Text;
using System.Text.Json;
using Plumbline.Runtime;

namespace Plumbline.Store.Tests;

/// <summary>Messages as they are on the wire.</summary>
internal static class Events
{
    public const long Start = 1_760_000_000_000_000;

    public static EventSource Shop { get; } = new("source-1", "Shop", 4711, "web-1", "10.0.1", "1.2.3+abc", "abc", Start);

    /// <summary>A capture of an armed method: an order with its total, and the exception.</summary>
    public static RawEvent Capture(int number, string value = "café", string method = "Shop.Orders.Checkout", EventSource? source = null) => Raw(
        number,
        $$"""
        {"t":"captured","id":0,"probe":1,"hit":{{number}},"at":{{Start + number}},"method":{{Json(method)}},"file":"/src/Orders.cs","line":42,
        "event":"call","outcome":"threw","microseconds":12.5,"exception":{{number}},"threadId":3,"traceId":"4bf9",
        "values":[{"name":"order","role":"argument","node":0},{"name":"@exception","role":"exception","node":2}],
        "nodes":[{"kind":"object","type":"Order","fields":[{"name":"Note","node":1},{"name":"Secret","node":3}]},
        {"kind":"string","type":"string","value":{{Json(value)}}},{"kind":"object","type":"System.FormatException"},{"kind":"redacted","value":"name"}]}
        """,
        source);

    public static RawEvent Log(int number, string text) =>
        Raw(number, $$"""{"t":"logged","id":0,"probe":2,"hit":{{number}},"at":{{Start + number}},"text":{{Json(text)}},"threadId":3}""");

    /// <param name="number">Of the delivery.</param>
    /// <param name="numbers">Exceptions that it tells of.</param>
    public static RawEvent Failure(int number, long count, int[] numbers, EventSource? source = null, int group = 1, string type = "System.FormatException") => Raw(
        number,
        $$"""
        {"t":"failure-seen","id":0,"group":{{group}},"type":"{{type}}","message":"no number","place":{"method":"Shop.Orders.Parse","file":"/src/Orders.cs","line":7,"user":true},
        "frames":[{"method":"Shop.Orders.Parse","file":"/src/Orders.cs","line":7,"user":true}],"inner":[],"threadId":3,"count":{{count}},
        "numbers":[{{string.Join(',', numbers)}}],"first":{{Start + 1}},"last":{{Start + count}},"ends":[]}
        """,
        source);

    public static RawEvent Raw(int number, string json, EventSource? source = null) =>
        new((source ?? Shop).Id, number.ToString(System.Globalization.CultureInfo.InvariantCulture), Start + number, Encoding.UTF8.GetBytes(json));

    private static string Json(string text) => JsonSerializer.Serialize(text);
}
