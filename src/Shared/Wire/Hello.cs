namespace Plumbline.Wire;

/// <summary>First frame on a connection, from the controller.</summary>
/// <param name="Build">Identity of the controller's build: agent and controller must agree on it, or share every capability asked for.</param>
/// <param name="Capabilities">What the controller needs the agent to understand.</param>
/// <param name="Owner">Who is asking, as shown by <c>plumb probes</c>: user, host and process id.</param>
internal sealed record Hello(string Build, string[] Capabilities, string Owner) : WireMessage;
