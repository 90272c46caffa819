namespace Plumbline.Origin;

/// <summary>Lines that are counted apart from the classes.</summary>
[Flags]
internal enum OriginBuckets : byte
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>A machine that is no AI wrote it: dependency updates, releases.</summary>
    Automation = 1,

    /// <summary>The file is generated, vendored, a lock file or a snapshot.</summary>
    Generated = 2,

    /// <summary>A brace, a using, a licence line: it says nothing of who wrote it.</summary>
    Boilerplate = 4,
}
