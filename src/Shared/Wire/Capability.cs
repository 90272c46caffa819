namespace Plumbline.Wire;

/// <summary>Names of what agent and controller can say to each other. A change that breaks a message takes a new name.</summary>
internal static class Capability
{
    public const string Discovery = "discovery-1";
    public const string Probes = "probes-1";
    public const string Captures = "captures-1";

    public const string Watching = "watching-1";

    public const string Recordings = "recordings-1";

    public static readonly string[] All = [Discovery, Probes, Captures, Watching, Recordings];
}
