using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Origin.Methods;

namespace Plumbline.Code;

/// <summary>Methods of C# by syntax: no project and no reference is needed, and code that does not compile is read as far as it goes.</summary>
internal static class CSharpMethods
{
    /// <summary>Everything that has a body or may have one, in the order of the text; local functions, too.</summary>
    public static IReadOnlyList<MethodSpan> Of(string text, CancellationToken cancel)
    {
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None), cancellationToken: cancel);
        return [.. tree.GetRoot(cancel).DescendantNodes().Select(node => (Node: node, Name: NameOf(node))).Where(found => found.Name is not null).Select(found => Span(found.Node, found.Name!))];
    }

    private static MethodSpan Span(SyntaxNode node, string name)
    {
        var lines = node.SyntaxTree.GetLineSpan(node.Span);
        var outer = node.Ancestors().Select(Outer).OfType<string>().Reverse();
        return new MethodSpan(string.Join('.', outer.Append(name)), lines.StartLinePosition.Line + 1, lines.EndLinePosition.Line + 1);
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        DestructorDeclarationSyntax destructor => "~" + destructor.Identifier.Text,
        OperatorDeclarationSyntax operation => "operator " + operation.OperatorToken.Text,
        ConversionOperatorDeclarationSyntax conversion => "operator " + conversion.Type,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        IndexerDeclarationSyntax => "this[]",
        EventDeclarationSyntax subscription => subscription.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => null,
    };

    private static string? Outer(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        LocalFunctionStatementSyntax or MethodDeclarationSyntax or ConstructorDeclarationSyntax => NameOf(node),
        _ => null,
    };
}
