using System.CommandLine;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Origins;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Origins;

/// <summary>What of the changed lines a watch arms.</summary>
public sealed class ChangedByPersonsTests : IDisposable
{
    private readonly GitFolder _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task LinesOfPersonsByPolicy_ArmNothing_AndTheAgentsDo()
    {
        var commit = Build();
        _repository.Write("plumbline.yml", "origin:\n  humans: [\"*@example.com\"]\n");

        (await LeftAsync(commit)).ShouldBe(["a.cs:2-2"]);
    }

    [Fact]
    public async Task LinesOfNobodyKnown_AreArmed() => (await LeftAsync(Build())).ShouldBe(["a.cs:1-3"]);

    private string Build()
    {
        _repository.Write("a.cs", "int one = 1;\nint three = 3;\n");
        _repository.Commit("Start");
        _repository.Write("a.cs", "int one = 1;\nint two = Call(2);\nint three = 3;\n");
        return _repository.Commit("More", GitFolder.Agent);
    }

    private async Task<string[]> LeftAsync(string commit)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, output, Live: false, Color: false, Width: 100) { Directory = _repository.Path };
        var context = new VerbContext(terminal, new RootCommand().Parse([]), verbose: false, json: null, TestContext.Current.CancellationToken);
        var left = await ChangedByPersons.TakeOutAsync(context, _repository.Path, commit, [new ChangedFile("a.cs", [new LineSpan(1, 3)])]);
        return [.. left.SelectMany(file => file.Lines, (file, span) => $"{file.File}:{span.From}-{span.To}")];
    }
}
