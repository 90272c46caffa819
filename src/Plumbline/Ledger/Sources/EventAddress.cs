namespace Plumbline.Ledger.Sources;

internal static class EventAddress
{
    /// <summary>An address that may become a link in a page; null for every other scheme, as these can run code.</summary>
    public static string? Web(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.AbsoluteUri : null;
}
