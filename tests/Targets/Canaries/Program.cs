using System;
using System.Threading.Tasks;
using Seeds;

namespace Canaries;

public static class Program
{
    public static async Task Main()
    {
        Console.WriteLine("ready");
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            Console.WriteLine($"done {line} {await Run(line)}");
        }
    }

    private static async Task<string> Run(string part)
    {
        switch (part)
        {
            case "names":
                return Canary.Names();
            case "keyed":
                return Keyed.Run();
            case "texts":
                return Texts.Run();
            case "members":
                return Members.Run();
            case "variables":
                return await Variables.Run();
            case "failures":
                return await Failures.Run();
            default:
                return "unknown";
        }
    }
}
