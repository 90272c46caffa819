using System.CommandLine;
using System.CommandLine.Parsing;

namespace Plumbline.Cli.Rendering;

/// <summary>What is wrong with a command line, a sentence each, with the word that was probably meant.</summary>
internal static class UsageText
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command is RootCommand ? OfRoot(command, parsed.UnmatchedTokens)
            : parsed.Errors.Count == 0 ? Misplaced(parsed)
            : OfVerb(command, parsed);
    }

    /// <summary>What was typed for the verb above, and means nothing to the one that runs: it would be passed over without a word.</summary>
    public static IEnumerable<string> Misplaced(ParseResult parsed)
    {
        var (result, verb) = (parsed.CommandResult, parsed.CommandResult.Command);
        if (result.Parent is not CommandResult { Command: not RootCommand } above)
        {
            return [];
        }

        var options = above.Children.OfType<OptionResult>().Where(given => !given.Implicit && !given.Option.Recursive && !verb.Options.Contains(given.Option));
        var arguments = above.Children.OfType<ArgumentResult>().SelectMany(given => given.Tokens);
        return options.Select(given => $"{given.Option.Name} means nothing to `plumb {above.Command.Name} {verb.Name}`.")
            .Concat(arguments.Select(given => $"'{given.Value}' is one word too many before {verb.Name}."));
    }

    private static IEnumerable<string> OfRoot(Command root, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return ["A command is missing, such as `plumb ps`."];
        }

        var word = words[0];
        var (kind, known) = word.StartsWith('-')
            ? ("option", Names(root.Options))
            : ("command", root.Subcommands.Select(c => c.Name));
        return [Unknown(kind, word, known)];
    }

    private static List<string> OfVerb(Command verb, ParseResult parsed)
    {
        var known = Names(verb.Options).Concat(Names(parsed.RootCommandResult.Command.Options.Where(o => o.Recursive))).ToArray();
        var wrong = new List<string>();
        var afterOption = false;
        foreach (var word in parsed.UnmatchedTokens)
        {
            if (word.StartsWith('-') && word.Length > 1)
            {
                wrong.Add(Unknown("option", word, known));
                afterOption = true;
            }
            else if (!afterOption)
            {
                // What follows an unknown option is taken for its value.
                wrong.Add($"'{word}' is one word too many. Does something need quotes, because it holds a blank, a parenthesis or a star?");
            }
        }

        var missing = parsed.Errors.Select(e => e.SymbolResult).OfType<ArgumentResult>()
            .Where(r => r.Tokens.Count == 0 && verb.Arguments.Contains(r.Argument)).Select(r => r.Argument.Name).Distinct().ToArray();
        if (missing.Length > 0)
        {
            wrong.Add($"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing: plumb {ExampledHelp.NameOf(verb)} {string.Join(' ', verb.Arguments.Select(a => a.Name))}");
        }

        wrong.AddRange(parsed.Errors.Where(e => e.SymbolResult is OptionResult or ArgumentResult { Parent: OptionResult }).Select(OfOption).Distinct());
        return wrong.Count > 0 ? wrong : [.. parsed.Errors.Select(e => e.Message)];
    }

    private static string OfOption(ParseError error)
    {
        var result = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (result is null)
        {
            return error.Message;
        }

        var (name, type) = (result.Option.Name, result.Option.ValueType);
        return result.Tokens switch
        {
            [] when type == typeof(bool) => error.Message,
            [] => $"{name} needs a value: {name} {result.Option.HelpName}",
            [.., var last] when type == typeof(int) || type == typeof(long) => $"{name} {last.Value}: expected a whole number.",
            // The library lists what is allowed on lines of their own.
            _ => string.Join(' ', error.Message.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)),
        };
    }

    private static string Unknown(string kind, string word, IEnumerable<string> known) =>
        $"There is no {kind} '{word}'{(Nearest(word, known) is { } near ? $"; did you mean {near}?" : ".")}";

    private static IEnumerable<string> Names(IEnumerable<Option> options) => options.Where(o => !o.Hidden).Select(o => o.Name);

    /// <summary>The known word that begins so, or that is a slip or two away; null where none is.</summary>
    private static string? Nearest(string word, IEnumerable<string> known)
    {
        const int ShortestBeginning = 3;
        var all = known.ToArray();
        var begun = word.TrimStart('-').Length >= ShortestBeginning ? Array.Find(all, k => k.StartsWith(word, StringComparison.Ordinal)) : null;
        var (near, distance) = all.Select(k => (Word: k, Distance: Distance(word, k))).MinBy(k => k.Distance);
        return begun ?? (distance <= Math.Max(1, word.TrimStart('-').Length / 3) ? near : null);
    }

    /// <summary>Letters that are put in, left out, changed, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
