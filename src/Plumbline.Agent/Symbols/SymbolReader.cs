namespace Plumbline.Agent.Symbols;

/// <summary>How the search for symbols ended.</summary>
internal enum SymbolStatus
{
    Found,
    None,
    WrongId,
    WindowsPdb,
    Unreadable,
}

/// <summary>Symbols of a module, or why there are none.</summary>
/// <param name="Reason">A sentence for the user; empty when found.</param>
internal sealed record SymbolOutcome(SymbolStatus Status, ModuleSymbols? Symbols, string Reason);

/// <summary>Finds the symbols of a module: given by the user, embedded, beside the assembly, or where the compiler left them.</summary>
internal static class SymbolReader
{
    /// <summary>Largest symbol file that is read into the user's process.</summary>
    public const int MaxPdbBytes = 256 * 1024 * 1024;

    /// <param name="pdbPaths">Files and directories given by the user; they come first.</param>
    /// <param name="lookWhereCompiled">Whether the path that the compiler wrote into the image is tried last.</param>
    public static SymbolOutcome Open(ModuleImage image, IReadOnlyList<string> pdbPaths, bool lookWhereCompiled = true)
    {
        try
        {
            return DirectoryOf(image) switch
            {
                null => new(SymbolStatus.None, null, NoDirectory(image)),
                { Id: null, Embedded: null } directory => Missing(image, directory),
                var directory => Open(image, directory, pdbPaths, lookWhereCompiled),
            };
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return new(SymbolStatus.Unreadable, null, $"The debug directory of {image.Name} can't be read: {error.Message}");
        }
    }

    private static SymbolOutcome Open(
        ModuleImage image, DebugDirectory directory, IReadOnlyList<string> pdbPaths, bool lookWhereCompiled)
    {
        SymbolOutcome? problem = null;
        foreach (var path in Given(image, directory, pdbPaths))
        {
            var outcome = OpenFile(image, directory, path);
            if (outcome.Status == SymbolStatus.Found)
            {
                return outcome;
            }

            problem ??= outcome;
        }

        if (directory.Embedded is { } embedded)
        {
            return OpenBytes(image, directory, embedded, $"the symbols inside {image.Name}");
        }

        foreach (var path in Usual(image, directory, lookWhereCompiled).Where(File.Exists))
        {
            var outcome = OpenFile(image, directory, path);
            if (outcome.Status == SymbolStatus.Found)
            {
                return outcome;
            }

            problem ??= outcome;
        }

        return problem ?? Missing(image, directory);
    }

    private static SymbolOutcome Missing(ModuleImage image, DebugDirectory directory) => directory switch
    {
        { Id: null } => new(SymbolStatus.None, null, $"{image.Name} was compiled without symbols (DebugType none)."),
        { WantsWindowsPdb: true } => new(
            SymbolStatus.WindowsPdb,
            null,
            $"{image.Name} was compiled with a Windows PDB, which can't be read here: compile it with DebugType portable or embedded."),
        _ => new(SymbolStatus.None, null, $"No symbols for {image.Name}: wanted {FileName(directory, image)} with id {directory.Id}."),
    };

    /// <summary>Files the user gave that may belong to this module: the right name, or any file when the name says nothing.</summary>
    private static IEnumerable<string> Given(ModuleImage image, DebugDirectory directory, IReadOnlyList<string> pdbPaths)
    {
        foreach (var path in pdbPaths)
        {
            if (Directory.Exists(path))
            {
                var inside = Path.Combine(path, FileName(directory, image));
                if (File.Exists(inside))
                {
                    yield return inside;
                }
            }
            else if (NamesModule(path, image, directory) || PdbIdOf(path) == directory.Id)
            {
                yield return path;
            }
        }
    }

    private static bool NamesModule(string path, ModuleImage image, DebugDirectory directory) =>
        string.Equals(Path.GetFileName(path), FileName(directory, image), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Usual(ModuleImage image, DebugDirectory directory, bool lookWhereCompiled)
    {
        var beside = image.Path is null ? AppContext.BaseDirectory : Path.GetDirectoryName(image.Path)!;
        yield return Path.Combine(beside, FileName(directory, image));
        yield return Path.Combine(beside, image.Name + ".pdb");
        if (lookWhereCompiled && directory.PdbPath is { Length: > 0 } path && Path.IsPathRooted(path))
        {
            yield return path;
        }
    }

    private static string FileName(DebugDirectory directory, ModuleImage image) =>
        directory.PdbPath is { Length: > 0 } path ? path[(path.LastIndexOfAny(['/', '\\']) + 1)..] : image.Name + ".pdb";

    private static SymbolOutcome OpenFile(ModuleImage image, DebugDirectory directory, string path)
    {
        try
        {
            return OpenBytes(image, directory, ReadFile(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new(SymbolStatus.Unreadable, null, $"{path} can't be read: {error.Message}");
        }
    }

    private static SymbolOutcome OpenBytes(ModuleImage image, DebugDirectory directory, byte[] pdb, string origin)
    {
        if (pdb.AsSpan().StartsWith("Microsoft C/C++ MSF"u8))
        {
            return new(
                SymbolStatus.WindowsPdb,
                null,
                $"{origin} is a Windows PDB, which can't be read here: compile {image.Name} with DebugType portable or embedded.");
        }

        try
        {
            var symbols = new ModuleSymbols(pdb);
            return symbols.Id == directory.Id
                ? new(SymbolStatus.Found, symbols, "")
                : new(SymbolStatus.WrongId, null, $"{origin} has id {symbols.Id}, but {image.Name} was compiled with {directory.Id}: it is from another build.");
        }
        catch (Exception error) when (ModuleSymbols.IsDamage(error))
        {
            return new(SymbolStatus.Unreadable, null, $"{origin} is not a portable PDB that can be read: {error.Message}");
        }
    }

    /// <summary>Reads a whole file: a file mapped into memory would kill the process when somebody truncates it.</summary>
    private static byte[] ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaxPdbBytes)
        {
            throw new IOException($"It is larger than {MaxPdbBytes / 1024 / 1024} MB.");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length, pinned: true);
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static PdbId? PdbIdOf(string path)
    {
        try
        {
            return ModuleSymbols.IdOf(ReadFile(path));
        }
        catch (Exception error) when (ModuleSymbols.IsDamage(error) || error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Why a file that the user gave is of no use to any of these modules; null where one of them was compiled with it.</summary>
    public static string? Misfit(string path, IEnumerable<ModuleImage> modules)
    {
        if (Directory.Exists(path))
        {
            return null;
        }

        if (PdbIdOf(path) is not { } id)
        {
            return $"{path} is not a portable PDB that the process can read.";
        }

        string? sameName = null;
        foreach (var module in modules)
        {
            if (DirectoryOf(module) is not { } directory)
            {
                continue;
            }

            if (directory.Id == id)
            {
                return null;
            }

            if (NamesModule(path, module, directory))
            {
                sameName ??= $"{path} has id {id}, but {module.Name} was compiled with {directory.Id}: it is from another build.";
            }
        }

        return sameName ?? $"{path} has id {id}, and no loaded assembly was compiled with it.";
    }

    private static DebugDirectory? DirectoryOf(ModuleImage image)
    {
        using var file = ImageFile.Open(image);
        return file is null ? null : DebugDirectory.Read(file);
    }

    private static string NoDirectory(ModuleImage image) => image.Path is { } path
        ? $"{path} is no longer the file that {image.Name} was loaded from, and the loaded image does not show its debug directory."
        : $"{image.Name} was loaded from memory, and the loaded image does not show its debug directory.";
}
