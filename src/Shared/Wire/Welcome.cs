namespace Plumbline.Wire;

/// <summary>The agent's answer to <see cref="Hello"/>.</summary>
internal sealed record Welcome(string Build, string[] Capabilities, int Pid, string RuntimeVersion, string[] SelfLog) : WireMessage;
