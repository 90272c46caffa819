namespace Shop;

/// <summary>Orders and the stock and coupons that they hold. Every change is one transaction.</summary>
internal sealed class OrderLedger(Database database, TimeProvider time)
{
    public Task<Order> Find(long id, CancellationToken cancel) => database.Read(session => OrderRows.Load(session, id), cancel);

    /// <summary>Orders of one customer, newest first, without their lines.</summary>
    public Task<List<Order>> OfCustomer(int customerId, CancellationToken cancel) =>
        database.Read(
            session => session.Query(
                $"SELECT {OrderRows.Columns} FROM orders WHERE customer_id = $customer ORDER BY id DESC LIMIT 50",
                OrderRows.Read,
                ("$customer", customerId)),
            cancel);

    /// <summary>Closes the cart, takes stock and coupons, and writes the order down as pending.</summary>
    public Task<Order> Reserve(Cart cart, Quote quote, CancellationToken cancel) =>
        database.Write(
            session =>
            {
                CartRows.Close(session, cart);
                foreach (var line in quote.Lines)
                {
                    OrderRows.TakeStock(session, line);
                }

                foreach (var code in cart.Coupons)
                {
                    OrderRows.TakeCoupon(session, code);
                }

                var order = new Order(0, cart.Id, cart.CustomerId, OrderStatus.Pending, time.GetUtcNow(), quote.Amounts)
                {
                    Lines = quote.Lines,
                    Discounts = quote.Discounts,
                };
                return OrderRows.Insert(session, order);
            },
            cancel);

    public Task<Order> Settle(Order order, PaymentReceipt receipt) =>
        database.Write(
            session =>
            {
                OrderRows.Move(session, order.Id, [OrderStatus.Pending], OrderStatus.Paid);
                session.Execute(
                    "UPDATE orders SET payment_reference = $reference WHERE id = $id",
                    ("$reference", receipt.Reference),
                    ("$id", order.Id));
                return order with { Status = OrderStatus.Paid, PaymentReference = receipt.Reference };
            },
            CancellationToken.None);

    /// <summary>Gives back what an unpaid order holds, and opens its cart again.</summary>
    public Task<Order> Release(Order order) =>
        database.Write(session => OrderRows.Release(session, order), CancellationToken.None);

    public Task<Order> Cancel(Order order, CancellationToken cancel) =>
        database.Write(
            session =>
            {
                OrderRows.Move(session, order.Id, [OrderStatus.Paid, OrderStatus.Confirmed], OrderStatus.Cancelled);
                OrderRows.ReturnStock(session, order.Id);
                return order with { Status = OrderStatus.Cancelled };
            },
            cancel);

    /// <summary>Releases the orders that were pending when the shop last stopped. Returns how many.</summary>
    public Task<int> ReleaseAbandoned(CancellationToken cancel) =>
        database.Write(
            session =>
            {
                var abandoned = session.Query("SELECT id FROM orders WHERE status = 'Pending'", row => row.GetInt64(0));
                abandoned.ForEach(id => OrderRows.Release(session, OrderRows.Load(session, id)));
                return abandoned.Count;
            },
            cancel);
}
