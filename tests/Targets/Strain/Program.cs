using System;
using System.Threading.Tasks;

namespace Strain;

/// <summary>One scenario a line, with its arguments behind colons; answers with what it came to.</summary>
public static class Program
{
    public static void Main()
    {
        Console.WriteLine("ready");
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            string said;
            try
            {
                said = Run(line.Split(':'));
            }
            catch (Exception e)
            {
                said = "failed " + e.ToString().ReplaceLineEndings(" ");
            }

            Console.WriteLine($"done {line} {said}");
        }
    }

    private static string Run(string[] words) => words[0] switch
    {
        "hits" => Load.Hits(double.Parse(words[1]), int.Parse(words[2])),
        "answers" => Load.Answers(int.Parse(words[1])),
        "begin" => Load.Begin(),
        "end" => Load.End(),
        "rest" => Load.Rest(int.Parse(words[1])),
        "memory" => Load.Memory(),
        "exit" => Load.ExitInTheMiddle(int.Parse(words[1])),
        "wait" => Load.Endless(),
        "storm" => Storm.Run(double.Parse(words[1]), int.Parse(words[2]), int.Parse(words[3])),
        "handlers" => Storm.Handlers(),
        "odd-exceptions" => Storm.Odd(),
        "objects" => Objects.Run(),
        "mutation" => Objects.Mutation(double.Parse(words[1])),
        "collections" => Objects.Collecting(double.Parse(words[1])),
        "stack" => Objects.NearOverflow(),
        "starvation" => Objects.Starvation(),
        "finalizers" => Objects.Finalizers(),
        _ => "unknown",
    };
}
