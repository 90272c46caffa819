namespace Shop;

/// <param name="Coupons">Codes as entered, first one first.</param>
internal sealed record Cart(Guid Id, int CustomerId, IReadOnlyList<CartLine> Lines, IReadOnlyList<string> Coupons);

internal sealed record CartLine(string Sku, int Quantity);

internal sealed class EmptyCartException(Guid cart) : ShopException("empty-cart", $"Cart {cart} has nothing in it.");

internal sealed class CartClosedException(Guid cart) : ShopException("cart-closed", $"Cart {cart} has been checked out.");

internal sealed class CartChangedException(Guid cart) : ShopException("cart-changed", $"Cart {cart} was changed during the checkout.");
