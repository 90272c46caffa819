namespace Plumbline.Wire;

/// <summary>Asks which build runs in the process. Answered by <see cref="BuildDescribed"/>.</summary>
internal sealed record DescribeBuild : WireMessage;
