namespace Plumbline.Cli;

/// <summary>What the user typed can't be done as typed.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner)
{
    public const string Code = "usage";
}

/// <summary><c>plumbline.yml</c> can't be used. Nothing is read out of a process on settings that were not understood.</summary>
internal sealed class SettingsException(string message) : Exception(message)
{
    public const string Code = "bad-settings";
}

/// <summary>What was asked for by its id is not to be had from the store.</summary>
internal sealed class LookupException(string code, string message, string cure, params string[] candidates) : Exception(message)
{
    public const string NotStored = "not-stored";
    public const string Ambiguous = "ambiguous-id";

    public string Code => code;

    public string Cure => cure;

    public string[] Candidates => candidates;
}
