namespace Plumbline.Ledger.Culprits;

/// <summary>What is known of a commit besides its lines that still stand.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author">Name and address, as written.</param>
/// <param name="AuthorTime">Seconds since 1970.</param>
/// <param name="Time">When it was committed, seconds since 1970.</param>
/// <param name="Subject">Its first line, without names of other commits.</param>
/// <param name="Body">The rest, without trailers and names of other commits.</param>
/// <param name="Files">What it changed by path; of a merge nothing.</param>
internal sealed record BookCommit(string Id, string Author, long AuthorTime, long Time, string Subject, string Body, IReadOnlyDictionary<string, FileChange> Files)
{
    /// <summary>Lines that it added and removed.</summary>
    public int Size { get; } = Files.Values.Sum(file => file.Added + file.Removed);
}

/// <summary>What a commit did to one file, white space aside.</summary>
/// <param name="Added">How many lines it added.</param>
/// <param name="Removed">How many it removed.</param>
/// <param name="Names">The identifiers in the added lines, as numbers of the book, in order.</param>
/// <param name="Introduced">Those of them that are in no removed line.</param>
/// <param name="Functions">The functions that it changed, by name.</param>
/// <param name="Gone">Hashes of the removed lines without white space, in order.</param>
/// <remarks>PERF: arrays, as there are as many of these as commits changed files; sets of so few things took four times the memory.</remarks>
internal sealed record FileChange(int Added, int Removed, int[] Names, int[] Introduced, IReadOnlyList<string> Functions, int[] Gone)
{
    public bool Introduces(int name) => Array.BinarySearch(Introduced, name) >= 0;

    /// <summary>Whether it removed a line of that hash.</summary>
    public bool Removes(int line) => Array.BinarySearch(Gone, line) >= 0;
}
