using System.Text.RegularExpressions;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>Tags of a repository as deployments, where nobody recorded better ones. They say when a version was named, not when users had it.</summary>
internal static partial class TagReader
{
    public static Reading Read(EventBody body)
    {
        var (repository, tag, commit) = (RepositoryName.Of(body.Text("repository") ?? ""), body.Need("tag"), body.Need("commit"));
        var at = body.NeedTime("at");
        var version = Version().Match(tag);
        if (!version.Success)
        {
            return Reading.Ignore($"the tag {tag} names no version");
        }

        return Reading.Of(new DeploymentSeen($"git:{repository}/tags/{tag}", at)
        {
            Repository = repository,
            Service = version.Groups["name"].Value.Trim('-', '_', '/', '@'),
            Environment = version.Groups["pre"].Success ? "prerelease" : "production",
            Commit = commit,
            Version = tag,
            Result = DeploymentResult.Succeeded,
            OriginalResult = "tag",
            Started = at,
            Finished = at,
            IsProxy = true,
        });
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z][\w./@]*[-_/@])?[vV]?\d+(\.\d+)*(?<pre>[-_.+]?(a|b|c|rc|alpha|beta|preview|pre|dev|nightly|canary|snapshot|m)[-_.]?\d*([-.+]\w+)*)?([-.+][\w.]+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
