namespace Plumbline.Attach.Doctor;

/// <summary>
/// The runtime lets a profiler attach even where <c>DOTNET_EnableDiagnostics_Profiler=0</c> says no (seen on .NET 10). We keep to
/// what the operator wrote.
/// </summary>
internal sealed class ProfilerSwitchCheck : Check
{
    public override string Name => "profiler switch";

    public override CheckResult Run(Candidate candidate) =>
        EnvironmentSwitch.TurnedOff(candidate, "EnableDiagnostics_Profiler") is { } setting
            ? Failed(
                AttachFailure.ProfilerOff,
                $"it was started with {setting}: its operator wants no profiler in it",
                "Start it without that setting, or overrule it with --force.")
            : candidate.Facts.Variables is null ? Unknown("its environment may not be read") : Ok("not turned off");
}
