namespace Shop;

internal static class CartEndpoints
{
    public static void Map(RouteGroupBuilder carts)
    {
        carts.MapPost("/", Open);
        carts.MapGet("/{id:guid}", Show);
        carts.MapPut("/{id:guid}/lines/{sku}", SetLine);
        carts.MapPost("/{id:guid}/coupons", AddCoupon);
        carts.MapDelete(
            "/{id:guid}/coupons/{code}",
            (Guid id, string code, Carts open, CancellationToken cancel) => open.RemoveCoupon(id, code, cancel));
        carts.MapGet("/{id:guid}/popularity", PopularityOf);
        carts.MapPost("/{id:guid}/checkout", Checkout);
    }

    private static async Task<IResult> Open(NewCart wish, Carts carts, CancellationToken cancel)
    {
        var cart = await carts.Open(wish.CustomerId, cancel);
        return Results.Created($"/carts/{cart.Id}", cart);
    }

    private static async Task<PricedCart> Show(Guid id, Carts carts, Quotes quotes, CancellationToken cancel)
    {
        var cart = await carts.Find(id, cancel);
        return new PricedCart(cart, await quotes.For(cart, cancel));
    }

    private static Task<Cart> SetLine(Guid id, string sku, NewQuantity wish, Carts carts, CancellationToken cancel) =>
        carts.SetLine(id, sku, wish.Quantity, cancel);

    private static Task<Cart> AddCoupon(Guid id, NewCoupon wish, Carts carts, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(wish.Code)
            ? throw new InvalidRequestException("code", "must not be empty")
            : carts.AddCoupon(id, wish.Code.Trim(), cancel);

    private static async Task<IReadOnlyList<PopularProduct>> PopularityOf(Guid id, Carts carts, Popularity popularity, CancellationToken cancel) =>
        await popularity.Of(await carts.Find(id, cancel), cancel);

    private static async Task<IResult> Checkout(Guid id, PaymentCard card, Orders orders, CancellationToken cancel)
    {
        var order = await orders.Checkout(id, card, cancel);
        return Results.Created($"/orders/{order.Id}", order);
    }

    internal sealed record NewCart(int CustomerId);

    internal sealed record NewQuantity(int Quantity);

    internal sealed record NewCoupon(string Code);

    internal sealed record PricedCart(Cart Cart, Quote Quote);
}
