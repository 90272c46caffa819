using System.CommandLine;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class LogCommand
{
    private const double UsualRate = 1000;

    public static Command Build(VerbRunner verbs)
    {
        var options = new ProbeOptions(ProbeKind.Log, rate: UsualRate);
        var template = new Argument<string>("TEMPLATE") { Description = "Text with expressions in braces: 'order {order.Id} costs {total:F2}'." };
        return verbs.Verb(
            "log",
            "Write a line at every hit of a place.",
            context => ProbeRun.RunAsync(context, options, Spec(context, options, context.Get(template)), origins => new LogView(context, origins)),
            [options.Process, options.Place, template, .. options.Symbols.Skip(2)]);
    }

    /// <summary>What is to be captured beside the text goes to its end, as <c>expression=value</c>.</summary>
    private static ProbeSpec Spec(VerbContext context, ProbeOptions options, string template)
    {
        var spec = options.Read(context);
        var more = spec.Captures.Select(c => $" {Escaped(c)}={{{c}}}");
        return spec with { Template = template + string.Concat(more), Captures = [] };
    }

    private static string Escaped(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
