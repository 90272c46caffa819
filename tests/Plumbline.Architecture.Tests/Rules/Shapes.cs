using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests.Rules;

internal static class Shapes
{
    /// <summary>A comment does not fill it: what was caught must be used, reported or answered.</summary>
    public static Rule EmptyCatch { get; } = new(
        "empty-catch",
        files =>
            from file in Sizes.Code(files)
            from clause in file.All<CatchClauseSyntax>()
            where clause.Block.Statements.Count == 0
            select new Finding(file.Path, $"line {file.LineOf(clause)}", "is an empty catch"));

    public static Rule Regions { get; } = new(
        "regions",
        files =>
            from file in Sizes.Code(files)
            where file.Tree.DescendantTrivia(descendIntoTrivia: true).Any(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
            select new Finding(file.Path, "", "has a region"));

    public static Rule LonelyInterface { get; } = new("lonely-interface", LonelyInterfaces);

    public static Rule InternalSealed { get; } = new("internal-sealed", NotInternalSealed);

    private static IEnumerable<Finding> LonelyInterfaces(IReadOnlyList<SourceFile> files)
    {
        var source = Source(files).ToList();
        var bases = source.SelectMany(file => file.All<TypeDeclarationSyntax>())
            .Where(type => type is not InterfaceDeclarationSyntax)
            .SelectMany(BaseNames)
            .ToLookup(name => name);
        return
            from file in source
            from type in file.All<InterfaceDeclarationSyntax>()
            let implementations = bases[type.Identifier.Text].Count()
            where implementations < 2
            select new Finding(file.Path, type.Identifier.Text, $"is an interface with {implementations} implementations");
    }

    private static IEnumerable<Finding> NotInternalSealed(IReadOnlyList<SourceFile> files)
    {
        var source = Source(files).ToList();
        var derivedFrom = source.SelectMany(file => file.All<TypeDeclarationSyntax>()).SelectMany(BaseNames).ToHashSet();
        foreach (var file in source)
        {
            foreach (var type in file.All<BaseTypeDeclarationSyntax>())
            {
                if (type.Parent is not BaseTypeDeclarationSyntax && Has(type, SyntaxKind.PublicKeyword))
                {
                    yield return new Finding(file.Path, type.Identifier.Text, "is public");
                }

                if (IsOpenClass(type) && !derivedFrom.Contains(type.Identifier.Text))
                {
                    yield return new Finding(file.Path, type.Identifier.Text, "is not sealed, and nothing derives from it");
                }
            }
        }
    }

    private static IEnumerable<SourceFile> Source(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.IsCSharp && (file.IsIn("src") || file.IsIn("samples")));

    private static bool IsOpenClass(BaseTypeDeclarationSyntax type) =>
        (type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax && !type.IsKind(SyntaxKind.RecordStructDeclaration)))
        && !Has(type, SyntaxKind.SealedKeyword) && !Has(type, SyntaxKind.StaticKeyword) && !Has(type, SyntaxKind.AbstractKeyword);

    private static bool Has(BaseTypeDeclarationSyntax type, SyntaxKind modifier) => type.Modifiers.Any(modifier);

    // By simple name, without namespaces: two types of one name are one to these rules.
    private static IEnumerable<string> BaseNames(TypeDeclarationSyntax type) =>
        (type.BaseList?.Types ?? []).Select(entry => entry.Type).Select(named => named switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
            SimpleNameSyntax simple => simple.Identifier.Text,
            _ => named.ToString(),
        });
}
