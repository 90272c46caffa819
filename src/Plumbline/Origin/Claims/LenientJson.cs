using System.Text.Json;

namespace Plumbline.Origin.Claims;

/// <summary>Reading JSON that others wrote: what is missing or of another kind reads as nothing.</summary>
internal static class LenientJson
{
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static long? Number(this JsonElement element, string name) => element.Member(name).Whole();

    public static long? Whole(this JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

    public static double? Fraction(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}
