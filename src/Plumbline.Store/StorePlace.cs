namespace Plumbline.Store;

/// <summary>
/// Where captures and the ledger are kept: <c>.plumbline</c> in the root of the repository that the working directory is in, else <c>plumbline</c> in the
/// user's directory for data. SAFETY: captured values are sensitive, so only their user may read them, and git never sees them.
/// </summary>
internal sealed record StorePlace(string Folder, string FileName = "captures.db")
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Database => Path.Combine(Folder, FileName);

    /// <summary>Where the ledger is: beside the captures, in a file of its own.</summary>
    public StorePlace Ledger => this with { FileName = "ledger.db" };

    public bool Exists => File.Exists(Database);

    /// <param name="directory">Where the search begins.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static StorePlace Find(string directory, Func<string, string?> variable)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            // A file in a linked work tree.
            if (Path.Exists(Path.Combine(at, ".git")))
            {
                return new StorePlace(Path.Combine(at, ".plumbline"));
            }
        }

        // The XDG base directory specification says that a relative path here is to be ignored.
        var shared = variable("XDG_DATA_HOME");
        var home = variable("HOME") is { Length: > 0 } named ? named : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var root = Path.IsPathFullyQualified(shared ?? "") ? shared! : Path.Combine(home, ".local", "share");
        return new StorePlace(Path.Combine(root, "plumbline"));
    }

    /// <summary>Makes the directory and an empty file where they are missing, for their user alone.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(Folder, OwnFolder);
        if ((File.GetUnixFileMode(Folder) & ~OwnFolder) != 0)
        {
            File.SetUnixFileMode(Folder, OwnFolder);
        }

        var ignore = Path.Combine(Folder, ".gitignore");
        if (!File.Exists(ignore))
        {
            File.WriteAllText(ignore, "*\n");
        }

        // SQLite gives its log and its shared memory the mode of the database.
        using var file = new FileStream(Database, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = OwnFile,
        });
        if (File.GetUnixFileMode(file.SafeFileHandle) != OwnFile)
        {
            File.SetUnixFileMode(file.SafeFileHandle, OwnFile);
        }
    }
}
