namespace Plumbline.Bench.Processes;

/// <summary>Where the built programs lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    public static string Agent => Path.Combine(Root, "src/Plumbline.Agent/bin/Release/net8.0");

    public static string Plumb => Path.Combine(Root, "src/Plumbline.Cli/bin/Release/net10.0/plumb.dll");

    public static string Shop => Path.Combine(Root, "samples/shop/bin/Release/net10.0/Shop");

    public static string Load => Path.Combine(Root, "samples/shop/load/bin/Release/net10.0/load");

    public static string Storing => Path.Combine(Root, "tests/Targets/Storing/bin/Release/net10.0/Storing");

    public static string Target => Path.Combine(Root, "bench/Target/bin/Release/net10.0/Plumbline.Bench.Target");
}
