using Plumbline.Git.Keeping;

namespace Plumbline.Git.Claims;

/// <summary>Where the claims of notes are kept, beside the maps. Trouble with a file is never an error: the notes are read again.</summary>
/// <param name="cache">The folder for all that is kept, <c>.plumbline</c>.</param>
/// <param name="digest">Of all that the claims depend on.</param>
internal sealed class NotesPlace(string cache, string digest)
{
    private const int Most = 4;
    private const string End = ".notes";
    private readonly string _folder = Path.Combine(cache, "origin");

    private string FilePath => Path.Combine(_folder, digest + End);

    public FoundNotes? Read() => KeptFile.Read(FilePath, (_, from) => KeptNotes.Read(from));

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
            KeptFile.Write(FilePath, content);
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
