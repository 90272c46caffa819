using System.Net;
using System.Text.Json.Serialization;

namespace Shop;

/// <summary>The one place that knows what is made of what.</summary>
internal static class Wiring
{
    public static WebApplication Build(ShopOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddProblemDetails().AddExceptionHandler<Problems>();
        AddShop(builder.Services, options);

        var shop = builder.Build();
        shop.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = context => context.Exception is ShopException or BadHttpRequestException,
        });
        shop.MapGet("/health", () => new { status = "ok" });
        CatalogEndpoints.Map(shop.MapGroup("/products"));
        CustomerEndpoints.Map(shop.MapGroup("/customers"));
        CartEndpoints.Map(shop.MapGroup("/carts"));
        OrderEndpoints.Map(shop);
        return shop;
    }

    /// <summary>Brings the database in order before the first request can come in.</summary>
    public static async Task Start(WebApplication shop)
    {
        await Seed.Fill(shop.Services.GetRequiredService<Database>(), CancellationToken.None);
        await shop.Services.GetRequiredService<OrderLedger>().ReleaseAbandoned(CancellationToken.None);
        await shop.StartAsync();
    }

    private static void AddShop(IServiceCollection services, ShopOptions options) =>
        services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => new Database(options.DataDirectory))
            .AddSingleton<Catalog>()
            .AddSingleton<PriceLists>()
            .AddSingleton<RecentlyViewed>()
            .AddSingleton<Customers>()
            .AddSingleton<Coupons>()
            .AddSingleton<Carts>()
            .AddSingleton<ShippingRates>()
            .AddSingleton<TaxRates>()
            .AddSingleton<PriceCalculator>()
            .AddSingleton<Quotes>()
            .AddSingleton<OrderLedger>()
            .AddSingleton<RiskService>()
            .AddSingleton<RiskCheck>()
            .AddSingleton<PaymentProvider>()
            .AddSingleton<ConfirmationQueue>()
            .AddSingleton<Orders>()
            .AddSingleton<Popularity>()
            .AddSingleton<SalesReport>()
            .AddHostedService<ConfirmationWorker>();
}
