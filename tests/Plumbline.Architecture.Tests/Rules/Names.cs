using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests.Rules;

internal static class Names
{
    private static readonly string[] s_suffixes =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Misc", "Impl", "Data", "Info"];

    private static readonly string[] s_folders =
        ["Models", "Services", "Interfaces", "Utils", "Util", "Helpers", "Common", "Misc", "Managers"];

    public static Rule BannedSuffixes { get; } = new(
        "banned-suffixes",
        files =>
            from file in Sizes.Code(files)
            from name in file.All<MemberDeclarationSyntax>().Select(TypeName).OfType<string>()
            let suffix = s_suffixes.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal))
            where suffix is not null
            select new Finding(file.Path, name, $"ends in {suffix}, which says nothing"));

    public static Rule BannedFolders { get; } = new(
        "banned-folders",
        files =>
            from file in Sizes.Code(files)
            from folder in file.Path.Split('/')[..^1].Intersect(s_folders)
            select new Finding(file.Path, folder, "is a folder by kind; name the capability"));

    private static string? TypeName(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };
}
