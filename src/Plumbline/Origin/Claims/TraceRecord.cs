using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Origin.Claims;

/// <summary>Writes Agent Trace records of version 0.1.0. Lines of which nobody knows the writer are left out: the format has a word for them, and no need of it.</summary>
internal static class TraceRecord
{
    private static readonly (string Family, string Provider)[] s_providers =
        [("claude", "anthropic"), ("gpt", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"), ("gemini", "google"), ("grok", "xai"), ("llama", "meta"), ("mistral", "mistral"), ("devstral", "mistral"), ("deepseek", "deepseek"), ("qwen", "alibaba"), ("kimi", "moonshotai")];

    /// <summary>One record for a file; null where it has no line of known origin.</summary>
    /// <param name="revision">The commit whose lines are counted.</param>
    /// <param name="version">That of the program which writes.</param>
    public static byte[]? Of(string path, CommitFacts revision, IEnumerable<VerdictRun> runs, string version)
    {
        var groups = runs.Where(run => run.Verdict.Class != OriginClass.Unknown)
            .GroupBy(run => (run.Verdict.Class, run.Verdict.Tool, run.Verdict.Model))
            .OrderBy(group => group.First().Start)
            .ToList();
        if (groups.Count == 0)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("version", "0.1.0");
            json.WriteString("id", Id(revision.Id + path));
            json.WriteString("timestamp", DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(revision.CommitTime, 0, 253_402_300_799)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteStartObject("vcs");
            json.WriteString("type", "git");
            json.WriteString("revision", revision.Id);
            json.WriteEndObject();
            json.WriteStartObject("tool");
            json.WriteString("name", "plumbline");
            json.WriteString("version", version);
            json.WriteEndObject();
            json.WriteStartArray("files");
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteStartArray("conversations");
            foreach (var group in groups)
            {
                Write(json, group.Key, group);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            WriteMetadata(json, groups);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, (OriginClass Class, string? Tool, string? Model) key, IEnumerable<VerdictRun> runs)
    {
        json.WriteStartObject();
        json.WriteStartObject("contributor");
        json.WriteString("type", key.Class.ToString().ToLowerInvariant());
        if (key.Model is { } model)
        {
            json.WriteString("model_id", ModelId(model));
        }

        json.WriteEndObject();
        json.WriteStartArray("ranges");
        foreach (var (first, last) in Joined(runs))
        {
            json.WriteStartObject();
            json.WriteNumber("start_line", first);
            json.WriteNumber("end_line", last);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Tools and confidence have no place in the format, so they stand under a key of ours, in the order of the conversations.</summary>
    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyList<IGrouping<(OriginClass Class, string? Tool, string? Model), VerdictRun>> groups)
    {
        json.WriteStartObject("metadata");
        json.WriteStartObject("dev.plumbline");
        json.WriteStartArray("conversations");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            if (group.Key.Tool is { } tool)
            {
                json.WriteString("tool", tool);
            }

            json.WriteNumber("confidence", Math.Round(group.Sum(run => run.Verdict.Confidence * run.Count) / group.Sum(run => run.Count), 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static List<(int First, int Last)> Joined(IEnumerable<VerdictRun> runs)
    {
        var joined = new List<(int First, int Last)>();
        foreach (var run in runs.OrderBy(run => run.Start))
        {
            if (joined.Count > 0 && joined[^1].Last + 1 == run.Start)
            {
                joined[^1] = (joined[^1].First, run.End);
            }
            else
            {
                joined.Add((run.Start, run.End));
            }
        }

        return joined;
    }

    private static string ModelId(string model)
    {
        var provider = Array.Find(s_providers, pair => model.StartsWith(pair.Family, StringComparison.Ordinal)).Provider;
        return provider is null ? model : $"{provider}/{(provider == "anthropic" ? model.Replace('.', '-') : model)}";
    }

    /// <summary>The same record has the same id, however often it is written.</summary>
    private static string Id(string of)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }
}
