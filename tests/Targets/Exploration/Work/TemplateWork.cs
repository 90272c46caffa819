using HandlebarsDotNet;

namespace Plumbline.Exploration.Work;

/// <summary>Handlebars.Net: compiled templates with helpers, partials, blocks.</summary>
internal static class TemplateWork
{
    private const string Template = """
        <h1>{{title}}</h1>{{#with owner}}{{first}} {{{last}}}{{/with}}
        {{#each items}}{{@index}}:{{name}} {{#if cheap}}cheap{{else}}{{money price}}{{/if}}{{#unless @last}},{{/unless}}
        {{#each tags}}[{{this}}|{{../name}}]{{/each}}{{> row}}
        {{/each}}{{#each map}}{{@key}}={{this}};{{/each}}{{lookup items.[1] "name"}}{{missing.path}}{{!-- gone --}}
        """;

    public static void Run(TextWriter output)
    {
        var handlebars = Handlebars.Create();
        handlebars.RegisterHelper("money", (writer, _, parameters) => writer.WriteSafeString(FormattableString.Invariant($"{parameters[0]:F2} EUR")));
        handlebars.RegisterTemplate("row", "<td>{{name}}</td>");
        var render = handlebars.Compile(Template);
        for (var round = 0; round < 3; round++)
        {
            output.WriteLine(render(new
            {
                title = $"Round <{round}>",
                owner = new { first = "A", last = "<b>B</b>" },
                items = Enumerable.Range(0, 8).Select(i => new { name = $"item {i}", cheap = i % 2 == 0, price = i * 3.5, tags = new[] { "x", i.ToString(System.Globalization.CultureInfo.InvariantCulture) } }).ToArray(),
                map = new Dictionary<string, object> { ["k1"] = round, ["k2"] = "v" },
            }));
        }

        try
        {
            handlebars.Compile("{{#if x}}{{/each}}");
        }
        catch (HandlebarsException fault)
        {
            output.WriteLine(fault.Message);
        }
    }
}
