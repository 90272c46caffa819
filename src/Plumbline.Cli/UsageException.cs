namespace Plumbline.Cli;

/// <summary>What the user typed can't be done as typed.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    public const string Code = "usage";
}

/// <summary><c>plumbline.yml</c> can't be used. Nothing is read out of a process on settings that were not understood.</summary>
internal sealed class SettingsException(string message) : Exception(message)
{
    public const string Code = "bad-settings";
}
