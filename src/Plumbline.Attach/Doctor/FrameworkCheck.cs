using Plumbline.Attach.Attaching;

namespace Plumbline.Attach.Doctor;

/// <summary>A trimmed program brings only the parts of the framework that it uses itself, and the agent uses others.</summary>
internal sealed class FrameworkCheck : Check
{
    public override string Name => "framework code";

    public override CheckResult Run(Candidate candidate)
    {
        if (candidate.Facts.Mapped is null)
        {
            return Unknown("its memory map may not be read");
        }

        using var images = FrameworkImages.BroughtBy(candidate.Facts, candidate.Bundle);
        if (images is null)
        {
            return Ok("a shared framework, which is whole");
        }

        try
        {
            return AgentNeeds.FirstMissing(candidate.Files.AgentBytes, images) is { } missing
                ? Failed(
                    AttachFailure.Trimmed,
                    $"the framework that the program brings was trimmed: {missing}, which the agent uses, is missing",
                    "Publish without PublishTrimmed.")
                : Ok("the program brings its own, with all that the agent uses");
        }
        catch (AttachException e)
        {
            // The agent's own file is missing: another check says so.
            return Unknown(e.Message);
        }
        catch (BadImageFormatException e)
        {
            return Unknown($"the framework that the program brings can't be read: {e.Message}");
        }
    }
}
