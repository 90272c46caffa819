namespace Shop;

/// <summary>The answer is no, and asking again won't change it.</summary>
internal sealed class PaymentDeclinedException(string reason) : ShopException("payment-declined", $"The payment was declined: {reason}.");

/// <summary>There was no answer; the same payment may be tried again.</summary>
internal sealed class PaymentUnavailableException() : ShopException("payment-unavailable", "The payment provider does not answer.");
