using System.CommandLine;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Cli.Json;

namespace Plumbline.Cli.Commands;

/// <summary>What one run of a verb works with.</summary>
internal sealed class VerbContext(Terminal terminal, ParseResult parsed, bool verbose, JsonOutput? json, CancellationToken cancel)
{
    public Terminal Terminal => terminal;
    public bool Verbose => verbose;

    /// <summary>Set where the user wants JSON.</summary>
    public JsonOutput? Json => json;

    /// <summary>Ctrl-C.</summary>
    public CancellationToken Cancel => cancel;

    /// <summary>The process that was attached to; null before.</summary>
    public TargetFacts? Target { get; private set; }

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>Of an argument that may be left out.</summary>
    public string? GetOrNone(Argument<string?> argument) => parsed.GetValue(argument);

    /// <summary>The same, with words for people that go elsewhere, and an end of its own.</summary>
    public VerbContext With(TextWriter words, CancellationToken end) => new(terminal with { Error = words }, parsed, verbose, json, end);

    /// <summary>A word to the person at the terminal; not data.</summary>
    public void Tell(string text) => terminal.Error.WriteLine(text);

    public void TellIfVerbose(string text)
    {
        if (verbose)
        {
            Tell(text);
        }
    }

    /// <summary>The process that the user named, with its agent.</summary>
    public async Task<AgentConnection> AttachAsync(string process, bool force)
    {
        var facts = await ProcessSelector.SelectAsync(process).ConfigureAwait(false);
        Target = facts;
        TellIfVerbose($"attaching to {facts.Pid} ({DotnetProcess.NameOf(facts)}) through {facts.SocketPath}");
        var options = new AttachOptions(force, AttachOptions.OwnerOfThisProcess);
        var agent = await Attachment.OpenAsync(facts, AgentFiles.Own, options, cancel).ConfigureAwait(false);
        TellIfVerbose($"agent of build {agent.Welcome.Build} on .NET {agent.Welcome.RuntimeVersion}");
        return agent;
    }
}
