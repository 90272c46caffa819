using Plumbline.Git.Keeping;
using Plumbline.Ledger.Culprits;

namespace Plumbline.Git.Culprits;

/// <summary>What a commit changed, as far as a <see cref="CommitBook"/> wants to know; names are numbers of the page.</summary>
/// <param name="Names">In the order in which they were met, so that a book numbers them alike whether the page is new or kept.</param>
/// <param name="Files">By path.</param>
internal sealed record BookPage(IReadOnlyList<string> Names, IReadOnlyList<(string Path, FileChange Change)> Files)
{
    /// <summary>The files with the numbers of a book.</summary>
    public Dictionary<string, FileChange> In(CommitBook book)
    {
        int[] numbers = [.. Names.Select(book.NumberOf)];
        int[] Of(int[] names) => [.. names.Select(name => numbers[name]).Order()];
        var files = new Dictionary<string, FileChange>(Files.Count, StringComparer.Ordinal);
        foreach ((string path, FileChange change) in Files)
        {
            files[path] = change with { Names = Of(change.Names), Introduced = Of(change.Introduced) };
        }

        return files;
    }

    public void Write(PackedWriter to)
    {
        to.Number(Names.Count);
        foreach (string name in Names)
        {
            to.Text(name);
        }

        to.Number(Files.Count);
        foreach ((string path, FileChange change) in Files)
        {
            to.Text(path);
            to.Number(change.Added);
            to.Number(change.Removed);
            Write(to, change.Names);
            Write(to, change.Introduced);
            to.Number(change.Functions.Count);
            foreach (string function in change.Functions)
            {
                to.Text(function);
            }

            Write(to, change.Gone);
        }
    }

    /// <exception cref="InvalidDataException">It is not what was written.</exception>
    public static BookPage Read(PackedReader from)
    {
        string[] names = Texts(from);
        var files = new (string, FileChange)[from.Count()];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = (from.Text(), new FileChange(from.Whole(), from.Whole(), Numbers(from), Numbers(from), Texts(from), Numbers(from)));
        }

        bool isWhole = Array.TrueForAll(files, file => file.Item2.Names.Concat(file.Item2.Introduced).All(name => name >= 0 && name < names.Length));
        return isWhole ? new BookPage(names, files) : throw new InvalidDataException();
    }

    // In order, so each stands by how much it is more than the one before.
    private static void Write(PackedWriter to, int[] numbers)
    {
        to.Number(numbers.Length);
        int last = 0;
        foreach (int number in numbers)
        {
            to.Number((long)number - last);
            last = number;
        }
    }

    private static int[] Numbers(PackedReader from)
    {
        var numbers = new int[from.Count()];
        long last = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (int)(last += from.Number());
        }

        return numbers;
    }

    private static string[] Texts(PackedReader from)
    {
        var texts = new string[from.Count()];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = from.Text();
        }

        return texts;
    }
}
