namespace Shop;

/// <summary>Something that a customer did or met, as against a fault of the shop. The code is stable and part of the API.</summary>
internal abstract class ShopException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}

internal sealed class NotFoundException(string kind, object id) : ShopException("not-found", $"There is no {kind} {id}.");

internal sealed class InvalidRequestException(string field, string rule)
    : ShopException("invalid-request", $"{field} {rule}.");
