using Plumbline.Origin.Signatures;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Signatures;

/// <summary>The table against its own examples: what is written there must be found, and what looks like it must not.</summary>
public sealed class SignatureTableTests
{
    private static readonly MarkReader s_reader = new();

    public static TheoryData<string, string> Examples => [.. SignatureTable.All.SelectMany(s => s.Examples, (s, text) => (s.Id, text))];

    public static TheoryData<string, string> CounterExamples => [.. SignatureTable.All.SelectMany(s => s.CounterExamples, (s, text) => (s.Id, text))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_IsMatchedByItsSignature(string id, string text)
    {
        var signature = SignatureTable.All.Single(s => s.Id == id);

        Found(signature.Place, text).ShouldContain(mark => mark.Signature.Id == id && mark.IsAccepted);
    }

    [Theory]
    [MemberData(nameof(CounterExamples))]
    public void CounterExample_IsMatchedByNoAgent(string id, string text)
    {
        var signature = SignatureTable.All.Single(s => s.Id == id);

        Found(signature.Place, text).ShouldAllBe(mark => mark.Signature.Kind == SignatureKind.Automation);
    }

    [Fact]
    public void Ids_AreUnique() => SignatureTable.All.Select(s => s.Id).ShouldBeUnique();

    [Fact]
    public void EverySignature_HasAnExample() => SignatureTable.All.ShouldAllBe(s => s.Examples.Length > 0);

    private static IReadOnlyList<Mark> Found(MarkPlace place, string text)
    {
        if ((place & MarkPlace.Line) != 0)
        {
            return s_reader.Read(Commits.Saying("Change\n\n" + text + "\n"));
        }

        return (place & MarkPlace.CoAuthor) != 0
            ? s_reader.Read(Commits.Saying("Change\n\nCo-authored-by: " + text + "\n"))
            : (place & MarkPlace.Author) != 0
                ? s_reader.Read(Commits.By(text))
                : s_reader.Read(Commits.By("Ann Author <ann@example.com>", committer: text));
    }
}
