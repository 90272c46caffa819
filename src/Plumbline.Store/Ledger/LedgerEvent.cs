using System.Security.Cryptography;

namespace Plumbline.Store.Ledger;

/// <summary>An event to be taken into the ledger.</summary>
/// <param name="Source">One of <see cref="Plumbline.Ledger.Sources.SourceTable.Names"/>.</param>
/// <param name="Body">As it came; UTF-8 JSON if all is well.</param>
/// <param name="Delivery">The sender's id of the delivery, or null: then the body stands for itself.</param>
internal sealed record LedgerEvent(string Source, byte[] Body, string? Delivery = null)
{
    /// <summary>What tells it from all others of its source: the same event again is the same one.</summary>
    public string Identity => Delivery ?? Convert.ToHexStringLower(SHA256.HashData(Body));
}
