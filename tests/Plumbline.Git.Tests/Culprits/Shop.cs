using Plumbline.Git.Culprits;
using Plumbline.Git.Tests.Support;
using Xunit;

namespace Plumbline.Git.Tests.Culprits;

/// <summary>A small repository with some past, so that words and names have a worth, in which tests break and fix things.</summary>
internal sealed class Shop : IDisposable
{
    private readonly TestRepository _repository = new();

    public Shop(string extension = "c")
    {
        Extension = extension;
        foreach (string part in (string[])["stock", "mail", "report", "login", "audit"])
        {
            _repository.Lines($"src/{part}.{extension}", Function(part, $"{part}_total = {part}_count * {part}_price;", $"send_{part}({part}_total);"));
            _repository.Lines($"tests/{part}_test.{extension}", Function($"check_{part}", $"expect({part}(2), 4);"));
            Commit($"{part}: add the {part} module", $"{part} author");
        }
    }

    public string Extension { get; }

    public TestRepository Repository => _repository;

    /// <summary>Commits days after the last commit, by the given author.</summary>
    public string Commit(string message, string author = "Ann Author")
    {
        _repository.Author = author;
        // What one author does within a day is one piece of work, and none of it the cause of the rest.
        _repository.Skip(TimeSpan.FromDays(30));
        return _repository.Commit(message);
    }

    public void Lines(string path, params IEnumerable<string> lines) => _repository.Lines(path, lines);

    /// <summary>A function with a body, in the shape of C.</summary>
    public static string[] Function(string name, params string[] body) => [$"int {name}(int {name}_count)", "{", .. body.Select(line => "\t" + line), "\treturn 0;", "}", ""];

    public Task<Ledger.Culprits.Culprits> FindAsync(string fix = "HEAD", string? reachableFrom = null) =>
        CulpritReader.FindAsync(_repository.Path, fix, new CulpritOptions { ReachableFrom = reachableFrom }, TestContext.Current.CancellationToken);

    public async Task<string?> FirstAsync(string fix = "HEAD") => (await FindAsync(fix)).Candidates is [var first, ..] ? first.Commit : null;

    public void Dispose() => _repository.Dispose();
}
