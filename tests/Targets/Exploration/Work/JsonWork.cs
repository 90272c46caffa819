using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Plumbline.Exploration.Work;

/// <summary>Newtonsoft.Json: objects to text and back, queries, schemas of names, errors.</summary>
internal static class JsonWork
{
    public static void Run(TextWriter output)
    {
        var settings = new JsonSerializerSettings
        {
            Formatting = Formatting.Indented,
            Culture = CultureInfo.InvariantCulture,
            TypeNameHandling = TypeNameHandling.Auto,
            PreserveReferencesHandling = PreserveReferencesHandling.Objects,
            ContractResolver = new CamelCasePropertyNamesContractResolver(),
        };
        var orders = Enumerable.Range(0, 20).Select(Order).ToList();
        var text = JsonConvert.SerializeObject(orders, settings);
        output.WriteLine(text);
        var again = JsonConvert.DeserializeObject<List<Order>>(text, settings)!;
        output.WriteLine(JsonConvert.SerializeObject(again, settings) == text);
        Query(output, text);
        Fail(output);
    }

    private static Order Order(int i) => new()
    {
        Number = i,
        Total = i * 1.1m,
        Weight = MathF.Sqrt(i) / 3,
        Ratio = Math.Sin(i),
        At = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i * 977),
        Lines = [.. Enumerable.Range(0, i % 5).Select(n => $"line {n} \u00e9\"\\")],
        Extra = i % 3 == 0 ? new Dictionary<string, object> { ["a"] = i, ["b"] = new[] { 1.5, i } } : null,
    };

    private static void Query(TextWriter output, string text)
    {
        var root = JToken.Parse(text);
        foreach (var token in root.SelectTokens("$..[?(@.number > 5 && @.number < 9)]"))
        {
            output.WriteLine(token.ToString(Formatting.None));
        }

        var linq = from order in root.Children<JObject>() where (int)order["number"]! % 2 == 0 select new JProperty("n" + order["number"], order["ratio"]);
        output.WriteLine(new JObject(linq.Take(6)).ToString());
        var merged = new JObject { ["x"] = 1 };
        merged.Merge(JObject.Parse("{ \"y\": [1, 2, {\"z\": null}], /* comment */ \"x\": 'two' }"));
        output.WriteLine(merged);
    }

    private static void Fail(TextWriter output)
    {
        foreach (var text in new[] { "{", "[1,]", "{\"number\": \"x\"}", "nul", "[1 2]", "\"\\u12" })
        {
            try
            {
                output.WriteLine(JsonConvert.DeserializeObject<Order>(text)?.Number);
            }
            catch (JsonException fault)
            {
                output.WriteLine($"{fault.GetType().Name}: {fault.Message}");
            }
        }
    }
}

/// <summary>What is written and read.</summary>
public sealed class Order
{
    public int Number { get; set; }

    public decimal Total { get; set; }

    public float Weight { get; set; }

    public double Ratio { get; set; }

    public DateTime At { get; set; }

    public List<string> Lines { get; set; } = [];

    public object? Extra { get; set; }
}
