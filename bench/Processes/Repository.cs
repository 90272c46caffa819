namespace Plumbline.Bench.Processes;

/// <summary>Where the built programs lie.</summary>
internal static class Repository
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    public static string Agent => Path.Combine(s_root, "src/Plumbline.Agent/bin/Release/net8.0");

    public static string Plumb => Path.Combine(s_root, "src/Plumbline.Cli/bin/Release/net10.0/plumb.dll");

    public static string Shop => Path.Combine(s_root, "samples/shop/bin/Release/net10.0/Shop");

    public static string Load => Path.Combine(s_root, "samples/shop/load/bin/Release/net10.0/load");

    public static string Target => Path.Combine(s_root, "bench/Target/bin/Release/net10.0/Plumbline.Bench.Target");
}
