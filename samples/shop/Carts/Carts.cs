namespace Shop;

/// <summary>Carts that are being filled. A cart that was checked out can't be changed any more.</summary>
internal sealed class Carts(Database database, Catalog catalog, Customers customers, Coupons coupons)
{
    private const int MostPieces = 999;
    private const int MostCoupons = 5;

    public async Task<Cart> Open(int customerId, CancellationToken cancel)
    {
        var customer = await customers.Find(customerId, cancel);
        var id = Guid.NewGuid();
        await database.Write(
            session => session.Execute(
                "INSERT INTO carts (id, customer_id) VALUES ($id, $customer)", ("$id", id.ToString()), ("$customer", customer.Id)),
            cancel);
        return new Cart(id, customer.Id, [], []);
    }

    public Task<Cart> Find(Guid id, CancellationToken cancel) => database.Read(session => CartRows.Load(session, id), cancel);

    /// <summary>Sets the pieces of one product; zero takes it out.</summary>
    public async Task<Cart> SetLine(Guid id, string sku, int quantity, CancellationToken cancel)
    {
        if (quantity is < 0 or > MostPieces)
        {
            throw new InvalidRequestException("quantity", $"must be between 0 and {MostPieces}");
        }

        var product = await catalog.Find(sku, cancel);
        return await database.Write(
            session =>
            {
                CartRows.RequireOpen(session, id);
                CartRows.SetLine(session, id, new CartLine(product.Sku, quantity));
                return CartRows.Load(session, id);
            },
            cancel);
    }

    public async Task<Cart> AddCoupon(Guid id, string code, CancellationToken cancel)
    {
        var coupon = await coupons.Find(code, cancel);
        return await database.Write(
            session =>
            {
                CartRows.RequireOpen(session, id);
                var cart = CartRows.Load(session, id);
                if (cart.Coupons.Contains(coupon.Code))
                {
                    return cart;
                }

                if (cart.Coupons.Count == MostCoupons)
                {
                    throw new CouponRejectedException(coupon.Code, $"is one too many: a cart takes {MostCoupons}");
                }

                CartRows.AddCoupon(session, id, coupon.Code);
                return CartRows.Load(session, id);
            },
            cancel);
    }

    public async Task<Cart> RemoveCoupon(Guid id, string code, CancellationToken cancel) =>
        await database.Write(
            session =>
            {
                CartRows.RequireOpen(session, id);
                CartRows.RemoveCoupon(session, id, code.ToUpperInvariant());
                return CartRows.Load(session, id);
            },
            cancel);
}
