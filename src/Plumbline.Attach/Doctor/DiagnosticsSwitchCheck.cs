namespace Plumbline.Attach.Doctor;

/// <summary>With diagnostics off the runtime opens no socket.</summary>
internal sealed class DiagnosticsSwitchCheck : Check
{
    public override string Name => "diagnostics switch";

    public override CheckResult Run(Candidate candidate)
    {
        foreach (var name in new[] { "EnableDiagnostics", "EnableDiagnostics_IPC" })
        {
            if (EnvironmentSwitch.TurnedOff(candidate, name) is { } setting)
            {
                return Failed(
                    AttachFailure.DiagnosticsOff,
                    $"it was started with {setting}, so the runtime opened no diagnostics socket",
                    "Start it again without that setting; a running process can't be changed.");
            }
        }

        return candidate.Facts.Variables is null ? Unknown("its environment may not be read") : Ok("not turned off");
    }
}
