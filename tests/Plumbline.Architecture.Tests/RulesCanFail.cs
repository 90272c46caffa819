using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Plumbline.Architecture.Tests.Repository;
using Plumbline.Architecture.Tests.Rules;
using Shouldly;
using Xunit;

namespace Plumbline.Architecture.Tests;

/// <summary>Each rule on a made-up text that breaks it, beside one that comes close and keeps it.</summary>
public sealed class RulesCanFail
{
    private static string Lines(int count, string line = "// a line") => string.Concat(Enumerable.Repeat(line + "\n", count));

    private static string Method(int lines) => "internal sealed class A { void M()\n{\n" + Lines(lines - 3, "x++;") + "}\n}";

    private static SourceFile[] Source(string text, string path = "src/A/A.cs") => [new(path, text)];

    private static SourceFile[] Many(int count, Func<int, string> text) =>
        [.. Enumerable.Range(0, count).Select(number => new SourceFile($"src/A/A{number}.cs", text(number)))];

    public static TheoryData<string, string, string> Texts => new()
    {
        { "constructor-arguments", "class A { A(int a, int b, int c, int d, int e, int f) { } }", "class A { A(int a, int b, int c, int d, int e) { } }" },
        { "constructor-arguments", "class A(int a, int b, int c, int d, int e, int f);", "record A(int a, int b, int c, int d, int e, int f);" },
        { "banned-suffixes", "class OrderManager;", "class Manages;" },
        { "banned-suffixes", "enum OrderInfo { }", "class Information;" },
        { "banned-suffixes", "delegate void OrderHelper();", "class A { void OrderHelper() { } }" },
        { "empty-catch", "class A { void M() { try { } catch { /* fine */ } } }", "class A { void M() { try { } catch { throw; } } }" },
        { "empty-catch", "try { } catch (Exception e) when (e is not null) { }", "try { } catch (Exception e) { Log(e); }" },
        { "regions", "#region A\n#endregion\n", "// #region A\n" },
        { "lonely-interface", "interface IA; class A : IA;", "interface IA; class A : IA; class B : N.IA;" },
        { "lonely-interface", "interface IA<T>; interface IB : IA<int>; class A : IB; class B : IB;", "interface IA<T>; class A : IA<int>; struct B : IA<long>;" },
        { "internal-sealed", "public sealed class A;", "internal sealed class A { public sealed class B; }" },
        { "internal-sealed", "internal class A;", "internal class A; internal sealed class B : A;" },
        { "internal-sealed", "internal record A(int B);", "internal record struct A(int B);" },
        { "internal-sealed", "internal sealed class A { private class B; }", "internal static class A { private abstract class B; }" },
        { "internal-sealed", "public enum A { }", "internal enum A { }" },
        { "machine-paths", "var a = \"/root/project\";", "var a = \"/proc/7/root/tmp\";" },
        { "machine-paths", "cd /home/alice/plumb", "cd /home/ann/plumb" },
        { "machine-paths", @"C:\Users\alice", "/tmp/plumbline-7.sock" },
        { "unknown-hosts", "https://packages.acme.internal/v3", "https://packages.example/v3" },
        { "unknown-hosts", "http://user:word@registry.acme.io/", "http://127.0.0.1:5080/ and https://github.com/a" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Rule_TextThatBreaksIt_IsFoundAndItsNeighbourIsNot(string rule, string breaks, string keeps)
    {
        Rule.Named(rule).Broken(Source(breaks)).ShouldNotBeEmpty();
        Rule.Named(rule).Broken(Source(keeps)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(501, 1)]
    [InlineData(500, 0)]
    public void FileLength_AroundTheBound(int lines, int found) => Sizes.FileLength.Broken(Source(Lines(lines))).Count().ShouldBe(found);

    [Theory]
    [InlineData(61, 1)]
    [InlineData(60, 0)]
    public void MethodLength_AroundTheBound(int lines, int found) => Sizes.MethodLength.Broken(Source(Method(lines))).Count().ShouldBe(found);

    [Fact]
    public void MethodLength_RowsOfATest_DoNotCount() =>
        Sizes.MethodLength.Broken(Source("class A {\n" + Lines(80, "[InlineData(1)]") + "void M()\n{\n}\n}")).ShouldBeEmpty();

    [Fact]
    public void Percentiles_OneFileTooManyBeyondTheBound_IsFound()
    {
        Sizes.FileMedian.Broken(Many(40, number => Lines(number < 19 ? 10 : 61))).ShouldNotBeEmpty();
        Sizes.FileMedian.Broken(Many(40, number => Lines(number < 20 ? 10 : 61))).ShouldBeEmpty();
        Sizes.File95thPercentile.Broken(Many(40, number => Lines(number < 3 ? 201 : 10))).ShouldNotBeEmpty();
        Sizes.File95thPercentile.Broken(Many(40, number => Lines(number < 2 ? 201 : 10))).ShouldBeEmpty();
        Sizes.Method90thPercentile.Broken(Many(40, number => Method(number < 5 ? 26 : 10))).ShouldNotBeEmpty();
        Sizes.Method90thPercentile.Broken(Many(40, number => Method(number < 4 ? 26 : 10))).ShouldBeEmpty();
    }

    [Fact]
    public void BannedFolders_FolderByKind_IsFound()
    {
        Names.BannedFolders.Broken(Source("class A;", "src/A/Models/A.cs")).ShouldNotBeEmpty();
        Names.BannedFolders.Broken(Source("class A;", "src/A/Models.cs")).ShouldBeEmpty();
    }

    [Fact]
    public void Lengths_OfReadmeAndBuildProperties_AreBounded()
    {
        Documents.ReadmeLength.Broken(Source(Lines(151), "a/README.md")).ShouldNotBeEmpty();
        Documents.ReadmeLength.Broken(Source(Lines(150), "a/README.md")).ShouldBeEmpty();
        Sizes.BuildProperties.Broken(Source(Lines(26), "Directory.Build.props")).ShouldNotBeEmpty();
        Sizes.BuildProperties.Broken(Source(Lines(25), "Directory.Build.props")).ShouldBeEmpty();
    }

    [Fact]
    public void Verbs_OfFencedBlocks_AreReadAndProseIsNot()
    {
        var text = "`$ ./plumb prose`\n\n```\n$ ./plumb ps\n  ./plumb output\n$ sudo ./plumb snapshot 7 A.B\n```\n$ ./plumb outside\n";

        Documents.Verbs(Source(text, "README.md")).Select(found => found.Verb).ShouldBe(["ps", "snapshot"]);
    }

    [Fact]
    public void PlumbHelp_TextOfHelp_GivesTheVerbs()
    {
        var help = "Usage:\n  plumb [command]\n\nCommands:\n  ps                  Lists\n  snapshot <PID>      Shows\n                      more\n";

        PlumbHelp.Parse(help).ShouldBe(["ps", "snapshot"]);
        PlumbHelp.Parse("").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Plumbline", "Plumbline.Store")]
    [InlineData("Plumbline.Agent", "Plumbline")]
    [InlineData("Plumbline.Agent", "Newtonsoft.Json")]
    [InlineData("Plumbline.Attach", "Plumbline.Code")]
    [InlineData("Plumbline.Store", "Plumbline.Server")]
    [InlineData("Plumbline.Server", "Microsoft.EntityFrameworkCore.Relational")]
    [InlineData("Plumbline.Cli", "Microsoft.CodeAnalysis.CSharp")]
    [InlineData("Plumbline.NewHouse", "System.Runtime")]
    public void Arrows_OneThatIsNotAllowed_IsFound(string house, string reference)
    {
        Arrows.Check([new House(house, ["System.Runtime", reference], [])]).ShouldNotBeEmpty();
        Arrows.Check([new House(house, ["System.Runtime"], [reference])]).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Plumbline.Agent", "System.Reflection.Metadata")]
    [InlineData("Plumbline.Attach", "Microsoft.Diagnostics.NETCore.Client")]
    [InlineData("Plumbline.Server", "Plumbline.Attach")]
    [InlineData("Plumbline.Cli", "Plumbline.Server")]
    public void Arrows_OneThatIsAllowed_IsNotFound(string house, string reference) =>
        Arrows.Check([new House(house, ["System.Runtime", reference], ["Microsoft.CodeAnalysis.BannedApiAnalyzers"])]).ShouldBeEmpty();

    [Fact]
    public void PackagesOf_ProjectFile_NamesPackagesAndProjectsButNotWhatIsOnlyBuilt()
    {
        var project = """
            <Project>
              <ItemGroup>
                <PackageReference Include="Npgsql" />
                <ProjectReference Include="../Plumbline.Store/Plumbline.Store.csproj" />
                <ProjectReference Include="../Plumbline.Agent/Plumbline.Agent.csproj" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """;

        House.PackagesOf(project).ShouldBe(["Npgsql", "Plumbline.Store"]);
    }

    [Fact]
    public void ReferencesOf_CompiledAssembly_NamesWhatItUses()
    {
        MetadataReference runtime = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        var store = Compile("Plumbline.Store", "public class Events;", runtime);
        var domain = Compile("Plumbline", "public class Origin : Events;", runtime, MetadataReference.CreateFromImage(store));

        House.ReferencesOf(domain).ShouldContain("Plumbline.Store");
        Arrows.Check([new House("Plumbline", House.ReferencesOf(domain), [])]).ShouldNotBeEmpty();
    }

    [Fact]
    public void Rules_AllOfThem_AreTriedHere()
    {
        string[] tried =
        [
            .. Texts.Select(row => row.Data.Item1), "file-length", "method-length", "file-median", "file-95th", "method-90th",
            "banned-folders", "readme-length", "build-properties",
        ];

        Rule.All.Select(rule => rule.Name).Except(tried).ShouldBeEmpty();
    }

    private static byte[] Compile(string name, string text, params MetadataReference[] references)
    {
        using var image = new MemoryStream();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken)], references, options)
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success.ShouldBeTrue();
        return image.ToArray();
    }
}
