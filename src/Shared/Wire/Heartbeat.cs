namespace Plumbline.Wire;

/// <summary>
/// Sent by the controller every <see cref="WireLimits.HeartbeatSeconds"/>; the agent answers with the same, and sends one by itself while another
/// answer takes long. A connection that is silent for <see cref="WireLimits.LeaseSeconds"/> is
/// closed and its probes are removed.
/// </summary>
internal sealed record Heartbeat : WireMessage;
