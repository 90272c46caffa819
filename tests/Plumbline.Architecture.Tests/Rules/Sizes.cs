using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests.Rules;

/// <summary>How long files and methods may be. Percentiles are taken over src, where there is enough to take them of.</summary>
internal static class Sizes
{
    private const int FewestForPercentile = 20;

    public static Rule FileLength { get; } = new(
        "file-length",
        files => Code(files).Where(file => file.Lines.Length > 500).Select(file => new Finding(file.Path, "", $"has {file.Lines.Length} lines, at most 500")));

    public static Rule FileMedian { get; } = new("file-median", files => Quantile("half of the files", files, Lengths, 0.50, 60));

    public static Rule File95thPercentile { get; } = new("file-95th", files => Quantile("95 % of the files", files, Lengths, 0.95, 200));

    public static Rule MethodLength { get; } = new(
        "method-length",
        files =>
            from file in Code(files)
            from method in Methods(file)
            where method.Lines > 60
            select new Finding(file.Path, method.Name, $"has {method.Lines} lines, at most 60"));

    public static Rule Method90thPercentile { get; } = new(
        "method-90th",
        files => Quantile("90 % of the methods", files, file => Methods(file).Select(method => method.Lines), 0.90, 25));

    /// <summary>Positional records are shapes of data, not constructors in the sense of the rule.</summary>
    public static Rule ConstructorArguments { get; } = new(
        "constructor-arguments",
        files =>
            from file in Code(files)
            from list in file.All<ParameterListSyntax>()
            where list.Parent is ConstructorDeclarationSyntax or ClassDeclarationSyntax or StructDeclarationSyntax && list.Parameters.Count > 5
            select new Finding(file.Path, NameOf(list.Parent!), $"takes {list.Parameters.Count} arguments, at most 5"));

    public static Rule BuildProperties { get; } = new(
        "build-properties",
        files => files
            .Where(file => file.Path == "Directory.Build.props" && file.Lines.Length > 25)
            .Select(file => new Finding(file.Path, "", $"has {file.Lines.Length} lines, at most 25")));

    /// <summary>What the rules of size and shape hold for. Programs to attach to are odd on purpose.</summary>
    public static IEnumerable<SourceFile> Code(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.IsCSharp && !file.IsIn("tests/Targets"));

    private static IEnumerable<int> Lengths(SourceFile file) => [file.Lines.Length];

    private static IEnumerable<(string Name, int Lines)> Methods(SourceFile file) =>
        from node in file.All<SyntaxNode>()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax { Parent.Parent: not null }
        select (NameOf(node), LinesOf(node));

    // Attributes are left out: the rows of a test are not the test.
    private static int LinesOf(SyntaxNode node)
    {
        var start = node.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
        var first = start.GetLocation()!.GetLineSpan().StartLinePosition.Line;
        return node.GetLocation().GetLineSpan().EndLinePosition.Line - first + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.Text,
        _ => node.GetType().Name,
    };

    private static IEnumerable<Finding> Quantile(
        string what, IReadOnlyList<SourceFile> files, Func<SourceFile, IEnumerable<int>> measure, double share, int most)
    {
        var sizes = Code(files).Where(file => file.IsIn("src")).SelectMany(measure).Order().ToList();
        if (sizes.Count < FewestForPercentile)
        {
            yield break;
        }

        var size = sizes[(int)Math.Ceiling(sizes.Count * share) - 1];
        if (size > most)
        {
            yield return new Finding("src", "", $"{what} have up to {size} lines, at most {most}");
        }
    }
}
