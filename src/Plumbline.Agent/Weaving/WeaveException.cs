namespace Plumbline.Agent.Weaving;

/// <summary>A hook that can't be woven into this body; the message says why, in words for the user.</summary>
internal sealed class WeaveException(string message) : Exception(message);
