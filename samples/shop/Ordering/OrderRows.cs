using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Shop;

/// <summary>The rows of an order, within a session that the caller holds.</summary>
internal static class OrderRows
{
    public const string Columns =
        "id, cart_id, customer_id, status, placed_at, subtotal_cents, discount_cents, shipping_cents, tax_cents, payment_reference";

    public static Order Load(Session session, long id)
    {
        var key = ("$id", (object?)id);
        var order = session.First($"SELECT {Columns} FROM orders WHERE id = $id", Read, key) ?? throw new NotFoundException("order", id);
        return order with
        {
            Lines = session.Query(
                "SELECT sku, name, quantity, unit_price_cents FROM order_lines WHERE order_id = $id ORDER BY sku", ReadLine, key),
            Discounts = session.Query(
                "SELECT name, amount_cents FROM order_discounts WHERE order_id = $id ORDER BY position",
                row => new Discount(row.GetString(0), Cents.ToAmount(row.GetInt64(1))),
                key),
        };
    }

    public static Order Read(SqliteDataReader row)
    {
        decimal Amount(int column) => Cents.ToAmount(row.GetInt64(column));

        return new Order(
            row.GetInt64(0),
            Guid.Parse(row.GetString(1)),
            row.GetInt32(2),
            Enum.Parse<OrderStatus>(row.GetString(3)),
            DateTimeOffset.ParseExact(row.GetString(4), "O", CultureInfo.InvariantCulture),
            new Amounts(Amount(5), Amount(6), Amount(7), Amount(8)))
        {
            PaymentReference = row.IsDBNull(9) ? null : row.GetString(9),
        };
    }

    public static Order Insert(Session session, Order order)
    {
        session.Execute(
            """
            INSERT INTO orders (cart_id, customer_id, status, placed_at, subtotal_cents, discount_cents, shipping_cents, tax_cents)
            VALUES ($cart, $customer, $status, $placed, $subtotal, $discount, $shipping, $tax)
            """,
            ("$cart", order.CartId.ToString()),
            ("$customer", order.CustomerId),
            ("$status", order.Status.ToString()),
            ("$placed", order.PlacedAt.ToString("O", CultureInfo.InvariantCulture)),
            ("$subtotal", Cents.From(order.Amounts.Subtotal)),
            ("$discount", Cents.From(order.Amounts.Discount)),
            ("$shipping", Cents.From(order.Amounts.Shipping)),
            ("$tax", Cents.From(order.Amounts.Tax)));
        var inserted = order with { Id = session.Single("SELECT last_insert_rowid()", row => row.GetInt64(0)) };
        InsertParts(session, inserted);
        return inserted;
    }

    public static void TakeStock(Session session, QuoteLine line)
    {
        var taken = session.Execute(
            "UPDATE products SET stock = stock - $quantity WHERE sku = $sku AND stock >= $quantity",
            ("$quantity", line.Quantity),
            ("$sku", line.Sku));
        if (taken == 0)
        {
            throw new OutOfStockException(line.Sku, line.Quantity);
        }
    }

    public static void TakeCoupon(Session session, string code)
    {
        var taken = session.Execute(
            "UPDATE coupons SET uses_left = uses_left - 1 WHERE code = $code AND (uses_left IS NULL OR uses_left > 0)", ("$code", code));
        if (taken == 0)
        {
            throw new CouponRejectedException(code, "has been used up");
        }
    }

    /// <summary>Moves an order on, if it still is where the caller believes it to be.</summary>
    public static void Move(Session session, long id, OrderStatus[] from, OrderStatus to)
    {
        var status = session.Query(
            "SELECT status FROM orders WHERE id = $id", row => Enum.Parse<OrderStatus>(row.GetString(0)), ("$id", id));
        if (status is not [var current] || !from.Contains(current))
        {
            throw new OrderStateException(id, status.FirstOrDefault());
        }

        session.Execute("UPDATE orders SET status = $status WHERE id = $id", ("$status", to.ToString()), ("$id", id));
    }

    public static Order Release(Session session, Order order)
    {
        Move(session, order.Id, [OrderStatus.Pending], OrderStatus.Failed);
        ReturnStock(session, order.Id);
        session.Execute(
            "UPDATE coupons SET uses_left = uses_left + 1 WHERE code IN (SELECT code FROM cart_coupons WHERE cart_id = $cart)",
            ("$cart", order.CartId.ToString()));
        CartRows.Reopen(session, order.CartId);
        return order with { Status = OrderStatus.Failed };
    }

    public static void ReturnStock(Session session, long id) =>
        session.Execute(
            """
            UPDATE products SET stock = stock + line.quantity
            FROM (SELECT sku, quantity FROM order_lines WHERE order_id = $id) AS line WHERE products.sku = line.sku
            """,
            ("$id", id));

    private static QuoteLine ReadLine(SqliteDataReader row)
    {
        var (quantity, unitPrice) = (row.GetInt32(2), Cents.ToAmount(row.GetInt64(3)));
        return new QuoteLine(row.GetString(0), row.GetString(1), quantity, unitPrice, unitPrice * quantity);
    }

    private static void InsertParts(Session session, Order order)
    {
        foreach (var line in order.Lines)
        {
            session.Execute(
                "INSERT INTO order_lines (order_id, sku, name, quantity, unit_price_cents) VALUES ($id, $sku, $name, $quantity, $price)",
                ("$id", order.Id),
                ("$sku", line.Sku),
                ("$name", line.Name),
                ("$quantity", line.Quantity),
                ("$price", Cents.From(line.UnitPrice)));
        }

        foreach (var (position, discount) in order.Discounts.Index())
        {
            session.Execute(
                "INSERT INTO order_discounts (order_id, position, name, amount_cents) VALUES ($id, $position, $name, $amount)",
                ("$id", order.Id),
                ("$position", position),
                ("$name", discount.Name),
                ("$amount", Cents.From(discount.Amount)));
        }
    }
}
