using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests.Rules;

/// <summary>A rule over source files. Every rule is tried on a made-up text that breaks it, see <c>RulesCanFail</c>.</summary>
internal sealed record Rule(string Name, Func<IReadOnlyList<SourceFile>, IEnumerable<Finding>> Check)
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Sizes.FileLength,
        Sizes.FileMedian,
        Sizes.File95thPercentile,
        Sizes.MethodLength,
        Sizes.Method90thPercentile,
        Sizes.ConstructorArguments,
        Sizes.BuildProperties,
        Names.BannedSuffixes,
        Names.BannedFolders,
        Shapes.EmptyCatch,
        Shapes.Regions,
        Shapes.LonelyInterface,
        Shapes.InternalSealed,
        Documents.ReadmeLength,
        Documents.MachinePaths,
        Documents.UnknownHosts,
    ];

    public static Rule Named(string name) => All.Single(rule => rule.Name == name);

    /// <summary>What breaks the rule and is not excused.</summary>
    public IEnumerable<Finding> Broken(IReadOnlyList<SourceFile> files) =>
        Check(files).Where(finding => !Exceptions.List.Any(exception => exception.Excuses(Name, finding)));
}
