using System.Reflection;

namespace Conformance;

/// <summary>
/// A program to attach to: runs the scenario that its input names, and answers with what the scenario returned or threw. Every
/// public static method of a class in this assembly whose name begins with Run is a scenario: "Async.Simple" runs Async.RunSimple.
/// </summary>
public static class Program
{
    public static async Task Main()
    {
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line) // line: main-loop
        {
            Console.WriteLine($"done {line} {await Run(line)}");
        }
    }

    private static async Task<string> Run(string name)
    {
        try
        {
            var dot = name.LastIndexOf('.');
            var type = typeof(Program).Assembly.GetType("Conformance." + name[..dot], throwOnError: true);
            var result = type.GetMethod("Run" + name[(dot + 1)..], BindingFlags.Public | BindingFlags.Static).Invoke(null, null);
            if (result is Task<string> task)
            {
                return await task;
            }

            return result?.ToString() ?? "";
        }
        catch (Exception e)
        {
            return "failed " + (e.InnerException ?? e).ToString().ReplaceLineEndings(" ");
        }
    }
}
