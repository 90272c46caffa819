namespace Plumbline.Cli.Json;

/// <summary>What became of events that were given to the ledger.</summary>
/// <param name="Source">Who sent them; null where all were read again.</param>
/// <param name="Taken">Are in the records now.</param>
/// <param name="Known">Were there before.</param>
/// <param name="Ignored">Are kept, and say nothing that matters here.</param>
/// <param name="Rejected">Are kept, and can't be read.</param>
internal sealed record IngestedLine(string? Source, long Taken, long Known, long Ignored, long Rejected) : JsonLine;

/// <summary>An event that could not be read.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Received">When it came.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="Body">As it came.</param>
internal sealed record RejectedLine(string Source, string Received, string Reason, string Body) : JsonLine;
