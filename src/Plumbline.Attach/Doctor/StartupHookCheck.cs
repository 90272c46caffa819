namespace Plumbline.Attach.Doctor;

/// <summary>A trimmed program usually has start-up hooks compiled out, and says so in its runtime configuration.</summary>
internal sealed class StartupHookCheck : Check
{
    private const string Property = "System.StartupHookProvider.IsSupported";

    public override string Name => "startup hooks";

    public override CheckResult Run(Candidate candidate)
    {
        if (candidate.Config is not { } config)
        {
            return Unknown("its runtimeconfig.json was not found, or may not be read");
        }

        return config.Switch(Property) == false
            ? Failed(
                AttachFailure.StartupHooksOff,
                $"{Property} is false in {config.Path}, as in trimmed programs",
                "Publish without PublishTrimmed. A program that is not trimmed needs <StartupHookSupport>true</StartupHookSupport>.")
            : Ok("supported");
    }
}
