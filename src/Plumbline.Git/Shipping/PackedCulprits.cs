using Plumbline.Git.Keeping;
using Plumbline.Ledger.Culprits;

namespace Plumbline.Git.Shipping;

/// <summary>An answer of the search for what a fix repaired, as it is kept.</summary>
internal static class PackedCulprits
{
    public static void Write(PackedWriter to, Ledger.Culprits.Culprits answer)
    {
        to.Text(answer.Fix);
        to.Number(answer.Candidates.Count);
        foreach (Culprit culprit in answer.Candidates)
        {
            to.Text(culprit.Commit);
            to.Real(culprit.Weight);
            to.Number(culprit.Evidence.Count);
            foreach (string evidence in culprit.Evidence)
            {
                to.Text(evidence);
            }
        }

        to.Real(answer.Rest);
        to.Number(answer.Band.All.Count);
        foreach ((string commit, double share) in answer.Band.All)
        {
            to.Text(commit);
            to.Real(share);
        }

        to.Text(answer.Band.Newest ?? "");
        to.Text(answer.Band.Largest ?? "");
        to.Text(answer.Band.Ageless ?? "");
    }

    /// <exception cref="InvalidDataException">It is not what was written.</exception>
    public static Ledger.Culprits.Culprits Read(PackedReader from)
    {
        string fix = from.Text();
        var candidates = new Culprit[from.Count()];
        for (int i = 0; i < candidates.Length; i++)
        {
            (string commit, double weight, var evidence) = (from.Text(), from.Real(), new string[from.Count()]);
            for (int j = 0; j < evidence.Length; j++)
            {
                evidence[j] = from.Text();
            }

            candidates[i] = new Culprit(commit, weight, evidence);
        }

        double rest = from.Real();
        var all = new (string, double)[from.Count()];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (from.Text(), from.Real());
        }

        string? Commit() => from.Text() is { Length: > 0 } id ? id : null;
        return new Ledger.Culprits.Culprits(fix, candidates, rest, new CulpritBand(all, Commit(), Commit(), Commit()));
    }
}
