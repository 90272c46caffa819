using System.Text.Json;
using Plumbline.Origin.Signatures;

namespace Plumbline.Origin.Claims;

/// <summary>
/// Records of the Agent Trace format, from files and from notes. Read leniently: the format's own reference writes versions that its schema
/// refuses. A record names the revision that was checked out when the lines were written, which is mostly the parent of their commit.
/// </summary>
internal static class AgentTrace
{
    public const string Reference = "refs/notes/agent-trace";
    public const string File = ".agent-trace/traces.jsonl";

    private static readonly string[] s_pseudoPaths = [".shell-history", ".sessions", ".unknown"];

    /// <summary>One record after another, each a JSON object; or an array of them.</summary>
    /// <param name="commit">The commit that a note is on; null for a file, whose records must name their revision.</param>
    public static ClaimSet Parse(string store, string? commit, ReadOnlyMemory<byte> json)
    {
        var claims = new List<LineClaim>();
        var rejected = new List<RejectedClaim>();
        var (records, broken) = (0, 0);
        foreach (var part in Parts(json))
        {
            var set = JsonClaims.Read(part, root =>
            {
                foreach (var record in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root])
                {
                    records++;
                    Read(store, commit, record, claims, rejected);
                }

                return [];
            });
            broken += set.Trouble is null ? 0 : 1;
        }

        return new ClaimSet(claims, rejected, broken > 0 ? $"{broken} of its {records + broken} records can't be read" : null);
    }

    /// <summary>A pretty-printed object is one part; else each line is.</summary>
    private static List<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> json)
    {
        if (IsWhole(json))
        {
            return [json];
        }

        var parts = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < json.Length;)
        {
            var end = json.Span[at..].IndexOf((byte)'\n');
            var line = json.Slice(at, end < 0 ? json.Length - at : end);
            at = end < 0 ? json.Length : at + end + 1;
            if (line.Span.ContainsAnyExcept(" \r\t"u8))
            {
                parts.Add(line);
            }
        }

        return parts;
    }

    private static bool IsWhole(ReadOnlyMemory<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Read(string store, string? commit, JsonElement record, List<LineClaim> claims, List<RejectedClaim> rejected)
    {
        var vcs = record.Member("vcs");
        var revision = (vcs.Text("type") ?? "git") == "git" ? vcs.Text("revision") ?? record.Text("revision") ?? commit : commit;
        foreach (var file in record.Member("files").Items())
        {
            var path = file.Text("path") ?? "";
            foreach (var conversation in file.Member("conversations").Items())
            {
                foreach (var range in conversation.Member("ranges").Items())
                {
                    var claim = Claim(store, revision ?? "", path, record, (conversation, range));
                    if (Refusal(claim) is { } reason)
                    {
                        rejected.Add(new RejectedClaim(claim, reason));
                    }
                    else
                    {
                        claims.Add(claim);
                    }
                }
            }
        }
    }

    private static LineClaim Claim(string store, string revision, string path, JsonElement record, (JsonElement Conversation, JsonElement Range) part)
    {
        var (conversation, range) = part;
        var contributor = range.Member("contributor") is { ValueKind: JsonValueKind.Object } own ? own : conversation.Member("contributor");
        var (from, to) = (range.Number("start_line") ?? 0, range.Number("end_line") ?? 0);
        var model = contributor.Text("model_id") ?? conversation.Member("contributor").Text("model_id");
        var origin = contributor.Text("type") switch
        {
            "ai" => OriginClass.Ai,
            "human" => OriginClass.Human,
            "mixed" => OriginClass.Mixed,
            null when model is not null => OriginClass.Ai,
            _ => OriginClass.Unknown,
        };
        return new LineClaim(store, revision, path, (int)Math.Clamp(from, 0, LineRanges.Most), (int)Math.Clamp(to, 0, LineRanges.Most), origin)
        {
            Tool = origin == OriginClass.Human ? null : ToolNames.Normal(record.Member("tool").Text("name")),
            Model = origin == OriginClass.Human ? null : ModelName.Normal(model),
            Session = conversation.Text("url"),
            At = DateTimeOffset.TryParse(record.Text("timestamp"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeSeconds() : null,
            Confidence = Math.Clamp(record.Member("metadata").Fraction("confidence") ?? 1, 0, 1),
            Quote = $"{path}:{from}-{to} {contributor.Text("type") ?? "?"} {model}".TrimEnd(),
        };
    }

    private static string? Refusal(LineClaim claim)
    {
        if (claim.Path.Length == 0 || claim.Path[0] == '/' || s_pseudoPaths.Contains(claim.Path))
        {
            return ClaimRefusal.PseudoPath;
        }

        if (!LineRanges.IsRange(claim.From, claim.To))
        {
            return ClaimRefusal.BadRange;
        }

        return claim is { From: 1, To: 1 } ? ClaimRefusal.Placeholder : claim.Commit.Length == 0 ? ClaimRefusal.NoSuchCommit : null;
    }
}
