namespace Plumbline.Store;

/// <summary>The store can't be used: what was tried and why it failed, and what to do.</summary>
internal sealed class StoreException(string code, string message, string? cure, Exception? inner = null) : Exception(message, inner)
{
    public const string Locked = "store-locked";
    public const string Full = "store-full";
    public const string NotAllowed = "store-not-allowed";
    public const string Corrupt = "store-corrupt";
    public const string Newer = "store-newer";
    public const string Broken = "store-broken";

    /// <summary>One of the constants; stable.</summary>
    public string Code => code;

    public string? Cure => cure;

    /// <summary>Whether it may go away while a watch runs.</summary>
    public bool MayPass => code is Locked or Full or Broken;
}
