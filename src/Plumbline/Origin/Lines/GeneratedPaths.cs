namespace Plumbline.Origin.Lines;

/// <summary>Paths whose content no one writes: generated, vendored, lock and snapshot files. They are counted apart.</summary>
internal sealed class GeneratedPaths
{
    private static readonly string[] s_names =
    [
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "packages.lock.json", "project.assets.json", "paket.lock",
        "Cargo.lock", "composer.lock", "Gemfile.lock", "poetry.lock", "uv.lock", "Pipfile.lock", "go.sum", "mix.lock", "pubspec.lock", "flake.lock", "Podfile.lock", "gradle.lockfile",
    ];

    private static readonly string[] s_suffixes =
    [
        ".g.cs", ".g.i.cs", ".generated.cs", ".designer.cs", ".Designer.cs", ".g.dart", ".freezed.dart", ".pb.go", ".pb.cc", ".pb.h", "_pb2.py", "_pb2.pyi", "_pb2_grpc.py",
        "_grpc.pb.go", ".min.js", ".min.css", ".js.map", ".css.map", ".snap", ".xlf", ".lcl", "ModelSnapshot.cs", ".Designer.vb",
    ];

    private static readonly string[] s_folders = ["node_modules", "bower_components", "vendor", "third_party", "thirdparty", "__snapshots__", "__generated__"];

    private readonly List<PathPattern> _more;
    private readonly List<PathPattern> _not;

    /// <param name="more">Patterns of the settings.</param>
    /// <param name="attributes">The text of the repository's <c>.gitattributes</c>, of which linguist's marks are read.</param>
    public GeneratedPaths(IEnumerable<string> more, string attributes)
    {
        var marked = Marked(attributes).ToList();
        more = [.. more];
        Terms = string.Join('\n', [.. more, .. marked.Select(mark => $"{mark.Pattern} {mark.Is}")]);
        _more = [.. more.Concat(marked.Where(mark => mark.Is).Select(mark => mark.Pattern)).Select(text => new PathPattern(text))];
        _not = [.. marked.Where(mark => !mark.Is).Select(mark => new PathPattern(mark.Pattern))];
    }

    /// <summary>What settings and attributes say, as one text: with the same one, the same paths are meant.</summary>
    public string Terms { get; }

    public bool Has(string path)
    {
        if (_not.Exists(pattern => pattern.Matches(path)))
        {
            return false;
        }

        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        foreach (var known in s_names)
        {
            if (name.SequenceEqual(known))
            {
                return true;
            }
        }

        return Array.Exists(s_suffixes, suffix => path.EndsWith(suffix, StringComparison.Ordinal))
            || path.Contains(".generated.", StringComparison.OrdinalIgnoreCase)
            || path.Contains(".verified.", StringComparison.Ordinal)
            || Array.Exists(s_folders, folder => IsIn(path, folder))
            || _more.Exists(pattern => pattern.Matches(path));
    }

    private static bool IsIn(string path, string folder)
    {
        var at = path.IndexOf(folder + "/", StringComparison.Ordinal);
        return at == 0 || (at > 0 && path.Contains("/" + folder + "/", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Pattern, bool Is)> Marked(string attributes)
    {
        foreach (var line in attributes.Split('\n'))
        {
            var words = line.Trim().Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0][0] == '#')
            {
                continue;
            }

            foreach (var word in words[1..])
            {
                switch (word)
                {
                    case "linguist-generated" or "linguist-generated=true" or "linguist-vendored" or "linguist-vendored=true":
                        yield return (words[0], true);
                        break;
                    case "-linguist-generated" or "linguist-generated=false" or "-linguist-vendored" or "linguist-vendored=false":
                        yield return (words[0], false);
                        break;
                }
            }
        }
    }
}
