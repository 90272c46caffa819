namespace Plumbline.EndToEnd.Tests;

/// <summary>Exit codes as docs/cli.md lists them.</summary>
internal enum PlumbExit
{
    Ok = 0,
    Usage = 2,
    ProcessNotFound = 10,
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
    BadExpression = 24,
    WrongSymbols = 26,
    VersionSkew = 27,
    DoctorFound = 30,
}
