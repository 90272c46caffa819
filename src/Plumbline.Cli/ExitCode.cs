using Plumbline.Attach;
using Plumbline.Cli.Origins;
using Plumbline.Store;
using Plumbline.Wire;

namespace Plumbline.Cli;

/// <summary>What <c>plumb</c> returns to its caller. Numbers are stable; <c>docs/cli.md</c> lists them.</summary>
internal enum ExitCode
{
    Ok = 0,
    InternalError = 1,
    Usage = 2,

    ProcessNotFound = 10,
    ProcessAmbiguous = 11,
    NotDotnet = 12,
    NotPermitted = 13,
    CannotAttach = 14,
    OtherProfiler = 15,
    TurnedOff = 16,
    AgentFiles = 17,
    ProcessGone = 18,
    NoAnswer = 19,

    PlaceNotFound = 20,
    PlaceAmbiguous = 21,
    PlaceRefused = 22,
    BadPlace = 23,
    BadExpression = 24,
    Redacted = 25,
    WrongSymbols = 26,
    VersionSkew = 27,
    NotReady = 28,

    DoctorFound = 30,
    BadSettings = 31,
    StoreUnusable = 32,
    NotStored = 33,
    IdAmbiguous = 34,

    NoRepository = 40,
    NoRevision = 41,
    NotInRevision = 42,
    NoLines = 43,
    GitFailed = 44,
    NoGit = 45,
    ObjectMissing = 46,

    Interrupted = 130,
    OutputClosed = 141,
}

internal static class ExitCodes
{
    /// <summary>Exit code of a failure, by its stable name.</summary>
    public static ExitCode Of(string failure) => failure switch
    {
        AttachFailure.NoSuchProcess => ExitCode.ProcessNotFound,
        AttachFailure.AmbiguousProcess => ExitCode.ProcessAmbiguous,
        AttachFailure.NotDotnet => ExitCode.NotDotnet,
        AttachFailure.OtherUser => ExitCode.NotPermitted,
        AttachFailure.OtherProfiler => ExitCode.OtherProfiler,
        AttachFailure.DiagnosticsOff or AttachFailure.ProfilerOff or AttachFailure.StartupHooksOff => ExitCode.TurnedOff,
        AttachFailure.AgentFilesMissing or AttachFailure.AgentFilesBroken or AttachFailure.NoStagingPlace => ExitCode.AgentFiles,
        AttachFailure.ProcessGone => ExitCode.ProcessGone,
        AttachFailure.NoAnswer or AttachFailure.ConnectionLost => ExitCode.NoAnswer,
        AttachFailure.NoSocket or AttachFailure.RuntimeTooOld or AttachFailure.NativeAot or AttachFailure.WrongPlatform
            or AttachFailure.AttachRefused or AttachFailure.Trimmed => ExitCode.CannotAttach,
        FailureCode.PlaceNotFound => ExitCode.PlaceNotFound,
        FailureCode.PlaceAmbiguous => ExitCode.PlaceAmbiguous,
        FailureCode.PlaceRefused => ExitCode.PlaceRefused,
        FailureCode.BadPlace => ExitCode.BadPlace,
        FailureCode.BadExpression => ExitCode.BadExpression,
        FailureCode.Redacted => ExitCode.Redacted,
        FailureCode.WrongSymbols => ExitCode.WrongSymbols,
        FailureCode.VersionSkew => ExitCode.VersionSkew,
        FailureCode.NotReady => ExitCode.NotReady,
        UsageException.Code => ExitCode.Usage,
        SettingsException.Code => ExitCode.BadSettings,
        StoreException.Locked or StoreException.Full or StoreException.NotAllowed or StoreException.Corrupt or StoreException.Newer
            or StoreException.Broken => ExitCode.StoreUnusable,
        LookupException.NotStored => ExitCode.NotStored,
        LookupException.Ambiguous => ExitCode.IdAmbiguous,
        OriginFailure.NoRepository => ExitCode.NoRepository,
        OriginFailure.NoRevision => ExitCode.NoRevision,
        OriginFailure.NotInRevision or OriginFailure.AmbiguousPath => ExitCode.NotInRevision,
        OriginFailure.NoLines => ExitCode.NoLines,
        OriginFailure.GitFailed => ExitCode.GitFailed,
        OriginFailure.NoGit => ExitCode.NoGit,
        OriginFailure.ObjectMissing => ExitCode.ObjectMissing,
        _ => ExitCode.InternalError,
    };
}
