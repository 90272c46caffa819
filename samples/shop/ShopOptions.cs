namespace Shop;

/// <param name="Port">Port on the loopback address; 0 for any that is free.</param>
/// <param name="DataDirectory">Where the database lives; made when it isn't there.</param>
internal sealed record ShopOptions(int Port, string DataDirectory)
{
    public const string Usage = "usage: Shop [--port PORT] [--data DIRECTORY]   (defaults: 5080, .shop)";

    /// <summary>Reads the command line, or says what is wrong with it.</summary>
    public static (ShopOptions? Options, string? Error) Parse(IReadOnlyList<string> args)
    {
        var options = new ShopOptions(5080, ".shop");
        for (var index = 0; index < args.Count; index += 2)
        {
            var value = index + 1 < args.Count ? args[index + 1] : null;
            switch (args[index])
            {
                case "--port" when int.TryParse(value, out var port) && port is >= 0 and <= 65535:
                    options = options with { Port = port };
                    break;
                case "--data" when value is { Length: > 0 }:
                    options = options with { DataDirectory = value };
                    break;
                default:
                    return (null, $"don't understand {args[index]} {value}");
            }
        }

        return (options, null);
    }
}
