using System.Text;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Code;
using Plumbline.Origin;
using Plumbline.Origin.Methods;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin method</c>: methods by name, each with the origin of its lines.</summary>
internal static class MethodRun
{
    private const int Most = 200;

    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string name)
    {
        var reading = await OriginReading.OpenAsync(context, query).ConfigureAwait(false);
        reading.TellGaps(context);
        var young = query.Lines(context, reading.Judge.Commits);
        var (exact, near) = await FindAsync(context, query, reading, (name, young)).ConfigureAwait(false);
        if (exact.Count == 0 && young.Youngest is not null)
        {
            young.TellIfNone(context, query, " of " + name);
            return ExitCode.Ok;
        }

        if (exact.Count == 0)
        {
            throw new LookupException(
                OriginFailure.NotInRevision,
                $"No method at {reading.Revision.Id[..9]} is called {name}.",
                "A name may be given with its type: Orders.Checkout. Methods are known of C#, and by their brackets of some other languages.",
                [.. near.Distinct().Order(StringComparer.Ordinal).Take(8)]);
        }

        Write(context, query, [.. exact.Take(Most)]);
        if (exact.Count > Most)
        {
            context.Tell($"{exact.Count - Most} more have that name; give its type, too, or --path.");
        }

        return ExitCode.Ok;
    }

    private static async Task<(List<OriginMethodLine> Exact, List<string> Near)> FindAsync(VerbContext context, OriginQuery query, OriginReading reading, (string Name, YoungLines Young) asked)
    {
        var (name, young) = asked;
        var isMeant = query.Files(context);
        var last = Encoding.UTF8.GetBytes(name[(name.LastIndexOf('.') + 1)..]);
        var exact = new List<OriginMethodLine>();
        var near = new List<string>();
        var paths = reading.Map.Files.Where(f => f.Kind == FileKind.Text && (f.Path.EndsWith(".cs", StringComparison.Ordinal) || MethodScan.Knows(f.Path)) && isMeant(f));
        await reading.Contents.EachAsync(
            [.. paths.Select(file => file.Path)],
            (path, content) =>
            {
                if (content is null || content.AsSpan().IndexOf(last) < 0)
                {
                    return;
                }

                var source = Encoding.UTF8.GetString(content);
                var spans = path.EndsWith(".cs", StringComparison.Ordinal) ? CSharpMethods.Of(source, context.Cancel) : MethodScan.Of(path, source);
                var meant = spans.Where(span => span.Is(name, StringComparison.Ordinal)).ToList();
                exact.AddRange(meant.Select(span => Line(reading, reading.Map.File(path)!, content, (span, young))).OfType<OriginMethodLine>());
                near.AddRange(spans.Where(span => span.Name.Contains(name[(name.LastIndexOf('.') + 1)..], StringComparison.OrdinalIgnoreCase)).Select(span => span.Name));
            },
            context.Cancel).ConfigureAwait(false);
        return (exact, near);
    }

    /// <returns>Null where no line of the method is asked about.</returns>
    private static OriginMethodLine? Line(OriginReading reading, FileOrigins file, byte[] content, (MethodSpan Method, YoungLines Young) asked)
    {
        var span = asked.Method;
        var lines = SourceLines.Of(content, file.LineCount);
        var last = Math.Min(span.Last, file.LineCount);
        var runs = FileRun.Apart(reading, file, content).Where(run => run.Start <= last && run.End >= span.First)
            .Where(asked.Young.Has).Select(run => FileRun.Clip(run, span.First, last)).ToList();
        if (runs.Count == 0)
        {
            return null;
        }

        var verdict = MethodVerdict.Of(runs, line => lines[line - 1].Count(c => !char.IsWhiteSpace(c)));
        return new OriginMethodLine(
            span.Name,
            file.Path,
            span.First,
            last,
            OriginText.Class(verdict.Class),
            verdict.Tool,
            verdict.Model,
            verdict.Confidence,
            OriginCounts.From(verdict.Lines),
            verdict.Share.OrderByDescending(pair => pair.Value).ToDictionary(pair => OriginText.Class(pair.Key), pair => pair.Value, StringComparer.Ordinal));
    }

    private static void Write(VerbContext context, OriginQuery query, IReadOnlyList<OriginMethodLine> methods)
    {
        if (context.Json is { } json)
        {
            foreach (var method in methods)
            {
                json.Write(method);
            }
        }
        else if (context.Get(query.Csv))
        {
            var csv = new Csv(context.Terminal.Out);
            csv.Row("method", "file", "first", "last", "class", "tool", "model", "confidence", "ai", "mixed", "human", "unknown", "automation", "generated", "boilerplate");
            foreach (var m in methods)
            {
                csv.Row(m.Method, m.File, m.First, m.Last, m.Class, m.Tool, m.Model, m.Confidence, m.Lines.Ai, m.Lines.Mixed, m.Lines.Human, m.Lines.Unknown, m.Lines.Automation, m.Lines.Generated, m.Lines.Boilerplate);
            }
        }
        else
        {
            WriteText(context, methods);
        }
    }

    private static void WriteText(VerbContext context, IReadOnlyList<OriginMethodLine> methods)
    {
        var palette = new Palette(context.Terminal.Color);
        foreach (var method in methods)
        {
            var origin = Enum.Parse<OriginClass>(method.Class, ignoreCase: true);
            var tool = OriginText.ToolAndModel(method.Tool, method.Model);
            var whose = origin == OriginClass.Mixed ? "confidence of the tool's lines" : "confidence";
            var sure = method.Confidence > 0 ? $"  {whose} {method.Confidence * 100:0} %" : "";
            context.Terminal.Out.WriteLine($"{OriginText.Colored(palette, origin, method.Class.PadRight(8))} {SafeText.OneLine(method.Method)}  {SafeText.OneLine(method.File)}:{method.First}-{method.Last}{(tool.Length > 0 ? "  " + tool : "")}{sure}");
            var shares = string.Join(", ", method.Share.Select(share => $"{share.Key} {OriginText.Percent(share.Value)}"));
            var l = method.Lines;
            context.Terminal.Out.WriteLine(palette.Faint($"         by length {(shares.Length > 0 ? shares : "nothing to count")}; lines: {l.Ai} ai, {l.Mixed} mixed, {l.Human} human, {l.Unknown} unknown, {l.Boilerplate} boilerplate{(l.Generated > 0 ? $", {l.Generated} generated" : "")}"));
        }
    }
}
