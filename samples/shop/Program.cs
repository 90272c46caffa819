using Shop;

var (options, error) = ShopOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine($"shop: {error}\n{ShopOptions.Usage}");
    return 2;
}

await using var shop = Wiring.Build(options);
try
{
    await Wiring.Start(shop);
}
catch (IOException failure)
{
    Console.Error.WriteLine($"shop: can't listen on port {options.Port}: {failure.Message}");
    return 1;
}

Console.WriteLine($"shop {Environment.ProcessId} listens on {shop.Urls.Single()}");
await shop.WaitForShutdownAsync();
return 0;
