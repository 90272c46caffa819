namespace Plumbline.Attach;

/// <summary>Names of failures on this side of the wire; the CLI maps each to an exit code.</summary>
internal static class AttachFailure
{
    public const string NoSuchProcess = "no-such-process";
    public const string AmbiguousProcess = "ambiguous-process";
    public const string NotDotnet = "not-dotnet";
    public const string OtherUser = "other-user";
    public const string NoSocket = "no-socket";
    public const string DiagnosticsOff = "diagnostics-off";
    public const string ProfilerOff = "profiler-off";
    public const string StartupHooksOff = "startup-hooks-off";
    public const string Trimmed = "trimmed";
    public const string RuntimeTooOld = "runtime-too-old";
    public const string NativeAot = "native-aot";
    public const string WrongPlatform = "wrong-platform";
    public const string OtherProfiler = "other-profiler";
    public const string NoStagingPlace = "no-staging-place";
    public const string AgentFilesMissing = "agent-files-missing";
    public const string AgentFilesBroken = "agent-files-broken";
    public const string AttachRefused = "attach-refused";
    public const string NoAnswer = "no-answer";
    public const string ProcessGone = "process-gone";
    public const string ConnectionLost = "connection-lost";
}
