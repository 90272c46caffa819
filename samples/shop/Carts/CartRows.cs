namespace Shop;

/// <summary>The rows of a cart, within a session that the caller holds.</summary>
internal static class CartRows
{
    public static Cart Load(Session session, Guid id)
    {
        var key = ("$id", (object?)id.ToString());
        var customer = session.Query("SELECT customer_id FROM carts WHERE id = $id", row => row.GetInt32(0), key);
        if (customer is not [var customerId])
        {
            throw new NotFoundException("cart", id);
        }

        return new Cart(
            id,
            customerId,
            session.Query(
                "SELECT sku, quantity FROM cart_lines WHERE cart_id = $id ORDER BY sku",
                row => new CartLine(row.GetString(0), row.GetInt32(1)),
                key),
            session.Query("SELECT code FROM cart_coupons WHERE cart_id = $id ORDER BY position", row => row.GetString(0), key));
    }

    public static void RequireOpen(Session session, Guid id)
    {
        var open = session.Query("SELECT open FROM carts WHERE id = $id", row => row.GetBoolean(0), ("$id", id.ToString()));
        switch (open)
        {
            case []:
                throw new NotFoundException("cart", id);
            case [false]:
                throw new CartClosedException(id);
        }
    }

    public static void SetLine(Session session, Guid id, CartLine line)
    {
        session.Execute("DELETE FROM cart_lines WHERE cart_id = $id AND sku = $sku", ("$id", id.ToString()), ("$sku", line.Sku));
        if (line.Quantity > 0)
        {
            session.Execute(
                "INSERT INTO cart_lines (cart_id, sku, quantity) VALUES ($id, $sku, $quantity)",
                ("$id", id.ToString()),
                ("$sku", line.Sku),
                ("$quantity", line.Quantity));
        }
    }

    public static void AddCoupon(Session session, Guid id, string code) =>
        session.Execute(
            """
            INSERT INTO cart_coupons (cart_id, code, position)
            VALUES ($id, $code, (SELECT coalesce(max(position), 0) + 1 FROM cart_coupons WHERE cart_id = $id))
            """,
            ("$id", id.ToString()),
            ("$code", code));

    public static void RemoveCoupon(Session session, Guid id, string code) =>
        session.Execute("DELETE FROM cart_coupons WHERE cart_id = $id AND code = $code", ("$id", id.ToString()), ("$code", code));

    /// <summary>Closes the cart for good, provided that it still is what the caller has seen.</summary>
    public static void Close(Session session, Cart seen)
    {
        RequireOpen(session, seen.Id);
        var now = Load(session, seen.Id);
        if (!now.Lines.SequenceEqual(seen.Lines) || !now.Coupons.SequenceEqual(seen.Coupons))
        {
            throw new CartChangedException(seen.Id);
        }

        session.Execute("UPDATE carts SET open = 0 WHERE id = $id", ("$id", seen.Id.ToString()));
    }

    public static void Reopen(Session session, Guid id) =>
        session.Execute("UPDATE carts SET open = 1 WHERE id = $id", ("$id", id.ToString()));
}
