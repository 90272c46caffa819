namespace Shop;

/// <summary>From cart to paid order, and back.</summary>
internal sealed class Orders(Carts carts, Quotes quotes, OrderLedger ledger, PaymentProvider payments, ConfirmationQueue confirmations)
{
    private const int PaymentAttempts = 3;

    public async Task<Order> Checkout(Guid cartId, PaymentCard card, CancellationToken cancel)
    {
        var cart = await carts.Find(cartId, cancel);
        if (cart.Lines.Count == 0)
        {
            throw new EmptyCartException(cartId);
        }

        var quote = await quotes.For(cart, cancel);
        if (quote.Rejected is [var rejected, ..])
        {
            throw new CouponRejectedException(rejected.Code, rejected.Reason);
        }

        var order = await ledger.Reserve(cart, quote, cancel);

        // From here on it is the shop's business, whether or not the customer is still on the line.
        var receipt = await Pay(order, card);
        var paid = await ledger.Settle(order, receipt);
        await confirmations.Add(paid.Id);
        return paid;
    }

    /// <summary>Pays an order back and returns its goods to the shelf.</summary>
    public async Task<Order> Cancel(long orderId, CancellationToken cancel)
    {
        var order = await ledger.Find(orderId, cancel);
        if (order is not { Status: OrderStatus.Paid or OrderStatus.Confirmed, PaymentReference: { } reference })
        {
            throw new OrderStateException(orderId, order.Status);
        }

        var cancelled = await ledger.Cancel(order, cancel);
        await payments.Refund(reference, order.Total, CancellationToken.None);
        return cancelled;
    }

    private async Task<PaymentReceipt> Pay(Order order, PaymentCard card)
    {
        try
        {
            return await Retry.While(
                failure => failure is PaymentUnavailableException,
                PaymentAttempts,
                TimeSpan.FromMilliseconds(10),
                cancel => payments.Charge(new PaymentRequest(order.Id, order.Total, card), cancel),
                CancellationToken.None);
        }
        catch
        {
            await ledger.Release(order);
            throw;
        }
    }
}
