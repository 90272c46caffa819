using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Plumbline.Exploration.Work;

/// <summary>YamlDotNet: the parser's events, the tree, objects both ways, errors.</summary>
internal static class YamlWork
{
    private const string Text = """
        %YAML 1.2
        ---
        name: &anchor "a \u00e9 \n b"
        alias: *anchor
        list: [1, 2.5, ~, true, 0x1F, 1e3]
        nested:
          - key: |
              literal
               text
            folded: >-
              several lines
              in one

              and another
          - !!str 12
          - ? complex
            : value
        merge: { a: 1, <<: { b: 2 } }
        ...
        """;

    public static void Run(TextWriter output)
    {
        var parser = new YamlDotNet.Core.Parser(new StringReader(Text));
        while (parser.MoveNext())
        {
            output.WriteLine($"{parser.Current!.GetType().Name} {parser.Current.Start.Line}:{parser.Current.Start.Column} {parser.Current}");
        }

        var stream = new YamlStream();
        stream.Load(new StringReader(Text));
        foreach (var node in stream.Documents[0].AllNodes)
        {
            output.WriteLine($"{node.NodeType} {node.Tag} {node}");
        }

        stream.Save(output, assignAnchors: false);
        Objects(output);
        Fail(output);
    }

    private static void Objects(TextWriter output)
    {
        var things = Enumerable.Range(0, 15).Select(i => new Thing
        {
            Name = $"thing {i}: #{i}",
            Size = i / 7.0f,
            Tags = [.. Enumerable.Range(0, i % 4).Select(n => n.ToString(CultureInfo.InvariantCulture))],
            Parent = i % 3 == 0 ? null : new Thing { Name = "- " + i },
        }).ToList();
        var text = new SerializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Serialize(things);
        output.WriteLine(text);
        var again = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<List<Thing>>(text);
        output.WriteLine(again.Sum(thing => thing.Size).ToString("R", CultureInfo.InvariantCulture));
        output.WriteLine(new SerializerBuilder().JsonCompatible().Build().Serialize(again));
    }

    private static void Fail(TextWriter output)
    {
        foreach (var text in new[] { "a: [", "a: b: c", "\t- x", "*nothing", "a: 'x" })
        {
            try
            {
                output.WriteLine(new DeserializerBuilder().Build().Deserialize<object>(text));
            }
            catch (YamlException fault)
            {
                output.WriteLine(fault.Message + fault.Start);
            }
        }
    }
}

/// <summary>What is written and read.</summary>
public sealed class Thing
{
    public string Name { get; set; } = "";

    public float Size { get; set; }

    public List<string> Tags { get; set; } = [];

    public Thing? Parent { get; set; }
}
