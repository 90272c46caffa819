using Plumbline.Git;
using Plumbline.Origin;

namespace Plumbline.Bench.Origin;

/// <summary>Every line of every text file: ours against git blame's.</summary>
internal static class Agreement
{
    private const int Shown = 20;

    public static void Print(Subject subject, Blamed blame)
    {
        OriginMap map = OriginReader.ReadAsync(subject.Repository, "HEAD", new OriginOptions { LikeBlame = true }, CancellationToken.None).GetAwaiter().GetResult();
        long compared = 0, differ = 0;
        int files = 0;
        var examples = new List<string>();
        foreach (FileOrigins file in map.Files.Where(file => file.Kind is FileKind.Text && blame.Files.ContainsKey(file.Path)))
        {
            files++;
            foreach ((int line, int count, string commit, string path, int from) in blame.Files[file.Path])
            {
                for (int i = 0; i < count; i++, compared++)
                {
                    LineOrigin origin = file.At(line + i);
                    if ((map.Commits[origin.Commit].Id, map.Paths[origin.Path], origin.Line) != (commit, path.Trim('"'), from + i))
                    {
                        differ++;
                        examples.Add($"  {file.Path}:{line + i} git {commit[..9]} {path}:{from + i}, here {map.Commits[origin.Commit].Id[..9]} {map.Paths[origin.Path]}:{origin.Line}");
                    }
                }
            }
        }

        Console.WriteLine();
        Console.WriteLine("| agreement with git blame | files | lines compared | lines that differ |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Console.WriteLine($"| all text files at HEAD | {files:N0} | {compared:N0} | {differ:N0} |");
        examples.Take(Shown).ToList().ForEach(Console.WriteLine);
    }
}
