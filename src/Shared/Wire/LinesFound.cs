namespace Plumbline.Wire;

/// <summary>Documents that match, each with its lines.</summary>
/// <param name="Nearest">Document names that come near, when nothing matched.</param>
internal sealed record LinesFound(DocumentRow[] Documents, string[] Nearest) : WireMessage
{
    /// <summary>Why some assemblies have no symbols, a sentence each; only where no file was found.</summary>
    public string[] Problems { get; init; } = [];
}
