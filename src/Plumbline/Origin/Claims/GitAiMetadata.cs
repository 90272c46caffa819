using System.Text.Json;
using Plumbline.Origin.Signatures;

namespace Plumbline.Origin.Claims;

internal sealed record GitAiAgent(string? Tool, string? Model, string? Session, string? Person);

/// <summary>What the keys of a git-ai note stand for, and of agentblame's, which took over the form. Old notes carry whole conversations here, which are passed over.</summary>
internal sealed class GitAiMetadata
{
    public Dictionary<string, GitAiAgent> Agents { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Humans { get; } = new(StringComparer.Ordinal);

    public string? Trouble { get; private set; }

    public static GitAiMetadata Read(ReadOnlySpan<byte> json)
    {
        var metadata = new GitAiMetadata();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            metadata.ReadRoot(ref reader);
        }
        catch (JsonException e)
        {
            metadata.Trouble = $"its metadata are no JSON (line {e.LineNumber})";
        }
        catch (InvalidOperationException)
        {
            metadata.Trouble = "its metadata hold text that is no UTF-8";
        }

        return metadata;
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            Trouble = "its metadata are no object";
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name is "prompts" or "sessions" && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadAgents(ref reader);
            }
            else if (name is "humans" && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadHumans(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadAgents(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            Agents[key] = ReadAgent(ref reader);
        }
    }

    private static GitAiAgent ReadAgent(ref Utf8JsonReader reader)
    {
        var agent = new GitAiAgent(null, null, null, null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return agent;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "agent_id" when reader.TokenType == JsonTokenType.StartObject:
                    agent = ReadId(ref reader, agent);
                    break;
                case "human_author" when reader.TokenType == JsonTokenType.String:
                    agent = agent with { Person = reader.GetString() };
                    break;
                case "agent" when reader.TokenType == JsonTokenType.String:
                    agent = agent with { Tool = ToolNames.Normal(reader.GetString()) };
                    break;
                case "model" when reader.TokenType == JsonTokenType.String:
                    agent = agent with { Model = ModelName.Normal(reader.GetString()) };
                    break;
                case "messages_url" when reader.TokenType == JsonTokenType.String:
                    agent = agent with { Session = reader.GetString() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return agent;
    }

    private static GitAiAgent ReadId(ref Utf8JsonReader reader, GitAiAgent agent)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }

            var value = reader.GetString();
            agent = name switch
            {
                "tool" => agent with { Tool = ToolNames.Normal(value) },
                "model" => agent with { Model = ModelName.Normal(value) },
                "id" => agent with { Session = agent.Session ?? value },
                _ => agent,
            };
        }

        return agent;
    }

    private void ReadHumans(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            Humans[key] = "";
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isAuthor = reader.ValueTextEquals("author");
                reader.Read();
                if (isAuthor && reader.TokenType == JsonTokenType.String)
                {
                    Humans[key] = reader.GetString()!;
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }
}
