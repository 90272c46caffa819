using System.Text.Json.Serialization;

namespace Plumbline.Cli.Json;

/// <summary>Camel case names; members that are null are left out; characters beyond ASCII are escaped, so no terminal can be fooled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(JsonLine))]
internal sealed partial class JsonShapes : JsonSerializerContext;
