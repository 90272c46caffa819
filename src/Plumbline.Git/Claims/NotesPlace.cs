using Plumbline.Git.Keeping;

namespace Plumbline.Git.Claims;

/// <summary>Where the claims of notes are kept, beside the maps. Trouble with a file is never an error: the notes are read again.</summary>
/// <param name="cache">The folder for all that is kept, <c>.plumbline</c>.</param>
/// <param name="digest">Of all that the claims depend on, if every note could be read.</param>
/// <param name="gaps">What they depend on besides, if not: then more of them may come without any ref moving.</param>
internal sealed class NotesPlace(string cache, string digest, Func<string> gaps)
{
    private const int Most = 4;
    private const string End = ".notes";
    private readonly string _folder = Path.Combine(cache, "origin");

    private string Whole => Path.Combine(_folder, digest + End);

    private string Partial => Path.Combine(_folder, $"{digest}-{gaps()}{End}");

    public FoundNotes? Read() => KeptFile.Read(Whole, KeptNotes.Read) ?? KeptFile.Read(Partial, KeptNotes.Read);

    public void Write(FoundNotes found)
    {
        // The map is kept before: where that could not make the folder, there is nothing to be done here.
        if (!Directory.Exists(_folder))
        {
            return;
        }

        try
        {
            var content = new PackedWriter();
            KeptNotes.Write(content, found);
            KeptFile.Write(found.Unread == 0 ? Whole : Partial, content);
            foreach (var old in new DirectoryInfo(_folder).GetFiles("*" + End).OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most))
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be written to costs time at the next run, not this one's answer.
            return;
        }
    }
}
