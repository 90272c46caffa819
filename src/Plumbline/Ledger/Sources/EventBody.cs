using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plumbline.Ledger.Sources;

/// <summary>
/// A part of an event, read by paths. What an event must have and lacks is remembered as its trouble, so that a reader can read on and the event is
/// rejected with the reason.
/// </summary>
internal readonly struct EventBody(JsonElement root, EventTrouble trouble, EventLimits limits)
{
    public EventLimits Limits => limits;

    public EventTrouble Trouble => trouble;

    public bool IsObject => root.ValueKind == JsonValueKind.Object;

    public JsonElement Root => root;

    /// <summary>What is at a path such as <c>issue.labels</c>; one of kind Undefined where there is nothing or null.</summary>
    public JsonElement At(string path)
    {
        var at = root;
        foreach (var name in path.AsSpan().Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(path.AsSpan()[name], out at))
            {
                return default;
            }
        }

        return at.ValueKind == JsonValueKind.Null ? default : at;
    }

    public EventBody Part(string path) => new(At(path), trouble, limits);

    public bool Has(string path) => At(path).ValueKind != JsonValueKind.Undefined;

    /// <summary>A text, or a number as text; null where there is none. Control characters are spaces, what is too long is cut.</summary>
    public string? Text(string path, bool isLong = false)
    {
        var value = At(path);
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return text is null ? null : Clean(text, isLong ? limits.Text : limits.Title, isLong);
    }

    /// <summary>A text that has to be there.</summary>
    public string Need(string path)
    {
        if (Text(path) is { Length: > 0 } text)
        {
            return text;
        }

        trouble.Note($"{path} is missing");
        return "";
    }

    /// <summary>A moment; null where there is none. One that can't be is a trouble.</summary>
    public DateTimeOffset? Time(string path)
    {
        var value = At(path);
        if (value.ValueKind is JsonValueKind.Undefined || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0))
        {
            return null;
        }

        var time = EventTime.Read(value);
        if (time is null && !IsNoTime(value))
        {
            trouble.Note($"{path} is no time: {Clean(value.ToString(), 40, false)}");
        }
        else if (time < EventLimits.Earliest || time > trouble.Latest)
        {
            trouble.Note(string.Create(CultureInfo.InvariantCulture, $"{path} can't be: {time:yyyy-MM-dd'T'HH:mm:ss'Z'} is {(time < EventLimits.Earliest ? "before 1990" : "in the future")}"));
            time = null;
        }

        return time;
    }

    /// <summary>A moment that has to be there.</summary>
    public DateTimeOffset NeedTime(string path)
    {
        var before = trouble.Reason;
        if (Time(path) is { } time)
        {
            return time;
        }

        if (trouble.Reason == before)
        {
            trouble.Note($"{path} is missing");
        }

        return EventLimits.Earliest;
    }

    public long? Number(string path) => At(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public bool Is(string path) => At(path).ValueKind == JsonValueKind.True;

    /// <summary>The elements of a list; none where there is no list, and not more than the limit.</summary>
    public IEnumerable<EventBody> Items(string path)
    {
        var list = path.Length == 0 ? root : At(path);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var (known, most) = (trouble, limits);
        if (list.GetArrayLength() > limits.Items)
        {
            trouble.Note($"{path} has more than {limits.Items} elements");
        }

        return list.EnumerateArray().Take(limits.Items).Select(item => new EventBody(item, known, most));
    }

    /// <summary>The texts of a list of texts, or of one property of a list of objects.</summary>
    public IReadOnlyList<string> Texts(string path, string property = "") =>
        [.. Items(path).Select(item => property.Length == 0 ? item.Own() : item.Text(property)).OfType<string>()];

    public static string Clean(string text, int most, bool keepsLines)
    {
        if (text.Length <= most && text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0)
        {
            return text;
        }

        var clean = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= most)
            {
                break;
            }

            clean.Append(Rune.IsControl(rune) && !(keepsLines && rune.Value is '\n' or '\t') ? new Rune(' ') : rune);
        }

        return clean.ToString();
    }

    private string? Own() => root.ValueKind == JsonValueKind.String ? Clean(root.GetString()!, limits.Title, false) : null;

    private static bool IsNoTime(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()!.StartsWith("0001-01-01", StringComparison.Ordinal) : value.ValueKind == JsonValueKind.Number && value.GetDouble() == 0;
}
