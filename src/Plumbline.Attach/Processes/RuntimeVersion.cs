namespace Plumbline.Attach.Processes;

/// <summary>The version of a process's runtime, from what it says or from where its files lie.</summary>
internal static class RuntimeVersion
{
    /// <summary>Such as <c>10.0.12</c>, or null where neither is known.</summary>
    public static string? Of(TargetFacts facts)
    {
        if (facts.Runtime is { Version.Length: > 0 } answer)
        {
            var plus = answer.Version.IndexOf('+');
            return plus < 0 ? answer.Version : answer.Version[..plus];
        }

        // …/shared/Microsoft.NETCore.App/10.0.12/libcoreclr.so
        var directory = Path.GetDirectoryName(facts.Mapped?.Find("libcoreclr.so"));
        return directory is not null && Path.GetFileName(Path.GetDirectoryName(directory)) == "Microsoft.NETCore.App"
            ? Path.GetFileName(directory)
            : null;
    }

    public static int? Major(string? version)
    {
        var text = version.AsSpan();
        var dot = text.IndexOf('.');
        return dot > 0 && int.TryParse(text[..dot], out var major) ? major : null;
    }
}
