using System.Text.Json;
using System.Text.Json.Serialization;

namespace Plumbline.Wire;

/// <summary>The JSON form of every message. Names are camel case, nulls are left out, enumerations are written by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(WireMessage))]
internal sealed partial class WireJson : JsonSerializerContext
{
    public static byte[] Serialize(WireMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Default.WireMessage);

    /// <summary>Reads one message; throws <see cref="JsonException"/> for anything that is not one.</summary>
    public static WireMessage Deserialize(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.WireMessage) ?? throw new JsonException("A frame held null.");
}
