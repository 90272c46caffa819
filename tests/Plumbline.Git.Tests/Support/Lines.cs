using Plumbline.Origin;
using Shouldly;

namespace Plumbline.Git.Tests.Support;

/// <summary>What a map says of a line, in the words of a test.</summary>
internal static class Lines
{
    /// <summary>The subject of the commit that a line comes from.</summary>
    public static string Subject(this OriginMap map, string path, int line) =>
        map.Commits[map.File(path).ShouldNotBeNull().At(line).Commit].Message.Split('\n')[0];

    public static LineNoteKind[] Notes(this OriginMap map, string path, int line) => [.. map.File(path)!.RemarkAt(line).Notes.Select(note => note.Kind)];

    public static IReadOnlyList<Overwrite> Overwrites(this OriginMap map, string path, int line) => map.File(path)!.RemarkAt(line).Overwrites;

    /// <summary>All that a map says, as text: two maps that say the same give the same text.</summary>
    public static string Told(this OriginMap map)
    {
        string Place(LineOrigin origin) => $"{map.Commits[origin.Commit].Id}:{map.Paths[origin.Path]}:{origin.Line}";
        return string.Join('\n', map.Files.SelectMany(file => Enumerable.Range(1, file.LineCount).Select(line =>
            $"{file.Path}:{line} {Place(file.At(line))} "
            + string.Join(',', file.RemarkAt(line).Notes.Select(note => $"{note.Kind} {map.Commits[note.Commit].Id} {note.Number}"))
            + string.Join(',', file.RemarkAt(line).Overwrites.Select(one => $"{Place(one.Old)} {map.Commits[one.Commit].Id} {one.Similarity:F3}")))));
    }
}
