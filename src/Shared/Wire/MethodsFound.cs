namespace Plumbline.Wire;

/// <summary>Methods that match, in order of assembly, type and token.</summary>
/// <param name="Total">How many matched, of which <paramref name="Methods"/> may hold only the first.</param>
/// <param name="Nearest">Names that come near, when nothing matched.</param>
internal sealed record MethodsFound(MethodRow[] Methods, int Total, string[] Nearest) : WireMessage;
