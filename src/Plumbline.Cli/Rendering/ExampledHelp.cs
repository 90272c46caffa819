using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Plumbline.Cli.Rendering;

/// <summary>The usual help with what to type at its end: a pattern to copy says more than its grammar.</summary>
internal sealed class ExampledHelp(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> s_examples = new(StringComparer.Ordinal)
    {
        ["doctor"] = ["plumb doctor 4711"],
        ["methods"] = ["plumb methods Shop Orders", "plumb methods Shop 'Cart*.Add' --limit 500"],
        ["lines"] = ["plumb lines Shop PriceCalculator.cs", "plumb lines Shop Pricing/PriceCalculator.cs:15-40"],
        ["snapshot"] =
        [
            "plumb snapshot Shop Shop.Orders.Checkout",
            "plumb snapshot Shop PriceCalculator.cs:23 --when 'tax > 100' --hits 3",
            "plumb snapshot Shop Shop.PaymentProvider.Charge@throw --capture @exception.Message --stack",
        ],
        ["log"] =
        [
            "plumb log Shop PriceCalculator.cs:23 'customer {customer.Id}: goods {goods:F2}'",
            "plumb log Shop Shop.Orders.Checkout '{cartId} took {@duration}' --for 5m",
        ],
        ["count"] = ["plumb count Shop Shop.Orders.Checkout", "plumb count Shop Shop.PaymentProvider.Charge@throw --by request.Amount"],
        ["time"] = ["plumb time Shop Shop.Orders.Checkout --for 30s", "plumb time Shop PriceCalculator.cs:15 --to PriceCalculator.cs:23"],
        ["stack"] = ["plumb stack Shop Shop.PriceCalculator.Calculate --for 10s"],
        ["record"] = ["plumb record Shop Shop.PriceCalculator.Calculate --when 'coupons.Count > 1'", "plumb record Shop Shop.Orders.Checkout --when '@exception != null'"],
        ["watch"] = ["plumb watch Shop --arm all", "plumb watch Shop --repo . --since 7d --slow 500ms"],
        ["captures"] = ["plumb captures --since 2h", "plumb captures --type FormatException --value 'price=12,5'"],
        ["show"] = ["plumb show 9xpb9sf8"],
        ["export"] = ["plumb export --since 2025-11-20 captures.jsonl", "plumb export --method Checkout | jq .body"],
        ["origin"] = ["plumb origin", "plumb origin Orders.cs:40-60", "plumb origin --path src --since 90d --json", "plumb origin --export agent-trace > traces.jsonl"],
        ["origin why"] = ["plumb origin why src/Orders.cs:42"],
        ["origin method"] = ["plumb origin method Orders.Checkout"],
        ["origin log"] = ["plumb origin log --since 30d", "plumb origin log --since 2025-01-01 --plot"],
        ["origin fetch"] = ["plumb origin fetch --yes"],
        ["origin signatures"] = ["plumb origin signatures --json"],
        ["init"] = ["plumb init", "plumb init ../shop --force"],
        ["ingest"] = ["plumb ingest pagerduty incidents.jsonl", "gh api repos/octo/shop/releases | plumb ingest github -", "plumb ingest git .", "plumb ingest --rejected"],
        ["incidents"] = ["plumb incidents --since 90d", "plumb incidents --service shop --json"],
        ["incident"] = ["plumb incident PT4KHLK", "plumb incident PT4KHLK confirm", "plumb incident PT4KHLK reject #17 --because 'it only moved the line'", "plumb incident PT4KHLK link 4f2c0a1"],
        ["deployments"] = ["plumb deployments --since 30d", "plumb deployments --service shop --limit 10"],
        ["change"] = ["plumb change 4f2c0a1", "plumb change #17"],
        ["explain"] = ["plumb explain PT4KHLK", "plumb explain #17"],
        ["tax"] = ["plumb tax", "plumb tax --since 180d --service checkout", "plumb tax --html report.html"],
        ["probes"] = ["plumb probes Shop"],
        ["detach"] = ["plumb detach Shop"],
    };

    private static readonly string[] s_first =
    [
        "plumb ps                                  which processes there are",
        "plumb methods Shop Checkout               what a method is called there",
        "plumb snapshot Shop Shop.Orders.Checkout  see what it is given and what it returns",
    ];

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        foreach (var argument in command.Parents.OfType<Command>().SelectMany(parent => parent.Arguments))
        {
            // What the verb above takes is nothing to type here.
            argument.Hidden = true;
        }

        var exit = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (command is RootCommand)
        {
            Write(output, s_first);
            output.WriteLine("`plumb COMMAND --help` tells more about each; docs/README.md is the documentation.");
        }
        else if (s_examples.TryGetValue(NameOf(command), out var examples))
        {
            Write(output, examples);
        }

        return exit;
    }

    /// <summary>With the verb that it stands under: there is a log of captures and one of origins.</summary>
    public static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{parent.Name} {command.Name}" : command.Name;

    private static void Write(TextWriter output, string[] examples)
    {
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine("  " + example);
        }

        output.WriteLine();
    }
}
