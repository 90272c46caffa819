using Plumbline.Architecture.Tests.Repository;
using Plumbline.Architecture.Tests.Rules;
using Shouldly;
using Xunit;

namespace Plumbline.Architecture.Tests;

/// <summary>The rules, over the repository as it lies here.</summary>
public sealed class RepositoryTests
{
    public static TheoryData<string> Names => [.. Rule.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Repository_KeepsTheRule(string rule)
    {
        var broken = Rule.Named(rule).Broken(Checkout.Files).ToList();

        broken.ShouldBeEmpty(string.Join('\n', broken));
    }

    [Fact]
    public void Exceptions_AllOfThem_AreStillNeeded()
    {
        var idle = Exceptions.List.Where(
            exception => !Rule.Named(exception.Rule).Check(Checkout.Files).Any(finding => exception.Excuses(exception.Rule, finding)));

        idle.ShouldBeEmpty();
    }

    [Fact]
    public void Exceptions_AllOfThem_HaveAReason() => Exceptions.List.ShouldAllBe(exception => exception.Reason.Length > 10);

    [Fact]
    public void Houses_SeeOnlyWhatTheArchitectureAllows()
    {
        var houses = House.All().ToList();
        var broken = Arrows.Check(houses).ToList();

        houses.ShouldNotBeEmpty();
        broken.ShouldBeEmpty(string.Join('\n', broken));
    }

    [Fact]
    public void Files_AreFound()
    {
        Checkout.Files.Count(file => file.IsCSharp && file.IsIn("src")).ShouldBeGreaterThan(5);
        Checkout.Files.ShouldContain(file => file.Path == "Directory.Build.props");
        Checkout.Files.ShouldNotContain(file => file.Path.Contains("/obj/"));
    }

    [Fact]
    public async Task Documents_CommandsInThem_AreVerbsOfPlumb()
    {
        Assert.SkipUnless(Checkout.Files.Any(file => file.IsIn("src/Plumbline.Cli/Commands")), "plumb has no verbs yet");

        var verbs = await PlumbHelp.Verbs(TestContext.Current.CancellationToken);

        verbs.ShouldNotBeEmpty();
        Documents.Verbs(Checkout.Files).Where(named => !verbs.Contains(named.Verb)).ShouldBeEmpty();
    }
}
