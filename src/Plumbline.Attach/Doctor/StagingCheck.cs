using Plumbline.Attach.Attaching;

namespace Plumbline.Attach.Doctor;

/// <summary>The target must be able to open our two files: some directory of its own view has to take them.</summary>
internal sealed class StagingCheck : Check
{
    public override string Name => "place for our files";

    public override CheckResult Run(Candidate candidate)
    {
        var refusals = new List<string>();
        foreach (var place in StagingPlace.CandidatesFor(candidate.Facts))
        {
            if (place.Refusal is null)
            {
                return Ok($"{place.Inside}, as the process sees it");
            }

            refusals.Add($"{place.Inside} {place.Refusal}");
        }

        return Failed(AttachFailure.NoStagingPlace, StagingPlace.NoneMessage(refusals), StagingPlace.NoneCure);
    }
}
