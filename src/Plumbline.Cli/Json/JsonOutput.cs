using System.Text.Json;

namespace Plumbline.Cli.Json;

/// <summary>Writes one object a line.</summary>
internal sealed class JsonOutput(TextWriter output)
{
    public void Write(JsonLine line) => output.WriteLine(JsonSerializer.Serialize(line, JsonShapes.Default.JsonLine));
}
