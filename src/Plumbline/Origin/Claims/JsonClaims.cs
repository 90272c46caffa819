using System.Text.Json;
using Plumbline.Origin.Signatures;

namespace Plumbline.Origin.Claims;

/// <summary>Stores whose notes are JSON, each in its own shape. Every field may be missing or of another kind than it should be.</summary>
internal static class JsonClaims
{
    private static readonly JsonDocumentOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The first log of git-ai: under <c>refs/ai/authorship/</c>, files with authors and their lines. A person's name there stands for whatever no agent wrote, so it claims nothing.</summary>
    public static ClaimSet OldGitAi(string store, string commit, ReadOnlyMemory<byte> json)
    {
        var hasFiles = false;
        var set = Read(json, root =>
        {
            hasFiles = root.Member("files").ValueKind == JsonValueKind.Object;
            return OldGitAi(store, commit, root);
        });
        return set.Trouble is null && !hasFiles ? ClaimSet.Unreadable("it is JSON, and no authorship log") : set;
    }

    private static List<LineClaim> OldGitAi(string store, string commit, JsonElement root)
    {
        var claims = new List<LineClaim>();
        foreach (var file in Members(root.Member("files")))
        {
            foreach (var author in file.Value.Member("authors").Items())
            {
                var name = author.Text("author") ?? "";
                var known = ToolNames.Normal(name);
                if (author.Member("agent_metadata").ValueKind == JsonValueKind.Object || (known is not null && ToolNames.In(name) is not null))
                {
                    claims.AddRange(Ranges(author.Member("lines")).Select(range =>
                        new LineClaim(store, commit, file.Name, range.From, range.To, OriginClass.Ai)
                        {
                            Tool = ToolNames.In(name) ?? known,
                            Model = ModelName.Normal(author.Member("agent_metadata").Text("model")),
                            Quote = $"{file.Name}: {name} {range.From}-{range.To}",
                        }));
                }
            }
        }

        return claims;
    }

    /// <summary>agentblame before its third version: a list of ranges.</summary>
    public static ClaimSet AgentBlame(string store, string commit, ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var claims = new List<LineClaim>();
        foreach (var entry in root.Member("attributions").Items())
        {
            var (from, to) = (entry.Number("startLine") ?? entry.Number("start_line"), entry.Number("endLine") ?? entry.Number("end_line"));
            if (entry.Text("path") is { } path && from is { } first && to is { } last && LineRanges.IsRange(first, last))
            {
                claims.Add(new LineClaim(store, commit, path, (int)first, (int)last, OriginClass.Ai)
                {
                    Tool = ToolNames.Normal(entry.Text("provider")),
                    Model = ModelName.Normal(entry.Text("model")),
                    Confidence = Math.Clamp(entry.Fraction("confidence") ?? 1, 0, 1),
                    Quote = Quote(entry),
                });
            }
        }

        return claims;
    });

    /// <summary>whogitit: every line of every file with its source, a word in the second version and an object in the third.</summary>
    public static ClaimSet WhoGitIt(string store, string commit, ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var session = root.Member("session");
        var model = ModelName.Normal(session.Member("model").Text("id"));
        var claims = new List<LineClaim>();
        foreach (var file in root.Member("files").Items())
        {
            foreach (var line in file.Member("lines").Items())
            {
                var source = line.Text("source") ?? line.Member("source").Text("type");
                var origin = source switch
                {
                    "AI" => OriginClass.Ai,
                    "AIModified" => OriginClass.Mixed,
                    "Human" => OriginClass.Human,
                    _ => OriginClass.Unknown,
                };
                if (origin != OriginClass.Unknown && file.Text("path") is { } path && line.Number("line_number") is { } number && LineRanges.IsRange(number, number))
                {
                    claims.Add(new LineClaim(store, commit, path, (int)number, (int)number, origin)
                    {
                        Tool = origin == OriginClass.Human ? null : ToolNames.Normal(session.Text("tool") ?? session.Text("agent")) ?? "Claude Code",
                        Model = origin == OriginClass.Human ? null : model,
                        Session = session.Text("session_id"),
                        Confidence = Math.Clamp(line.Fraction("confidence") ?? 1, 0, 1),
                        Quote = $"{path}:{number} {source}",
                    });
                }
            }
        }

        return Merged(claims);
    });

    public static ClaimSet Read(ReadOnlyMemory<byte> json, Func<JsonElement, List<LineClaim>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_lenient);
            return new ClaimSet(read(document.RootElement), []);
        }
        catch (JsonException e)
        {
            return ClaimSet.Unreadable($"it is no JSON (line {e.LineNumber})");
        }
        catch (InvalidOperationException)
        {
            return ClaimSet.Unreadable("it holds text that is no UTF-8");
        }
    }

    /// <summary>Lines that follow each other and say the same become one claim.</summary>
    private static List<LineClaim> Merged(List<LineClaim> claims)
    {
        var merged = new List<LineClaim>();
        foreach (var claim in claims)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.To + 1 == claim.From && last with { From = claim.From, To = claim.To, Quote = claim.Quote } == claim)
            {
                merged[^1] = last with { To = claim.To };
            }
            else
            {
                merged.Add(claim);
            }
        }

        return merged;
    }

    private static IEnumerable<(int From, int To)> Ranges(JsonElement lines)
    {
        foreach (var line in lines.Items())
        {
            long? from = line.Whole(), to = from;
            if (line.ValueKind == JsonValueKind.Array && line.GetArrayLength() == 2)
            {
                (from, to) = (line[0].Whole(), line[1].Whole());
            }

            if (from is { } first && to is { } last && LineRanges.IsRange(first, last))
            {
                yield return ((int)first, (int)last);
            }
        }
    }

    private static IEnumerable<JsonProperty> Members(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    private static string Quote(JsonElement element) => element.GetRawText() is { Length: > 300 } text ? text[..300] + "…" : element.GetRawText();
}
