namespace Plumbline.Statistics;

/// <summary>Fisher's exact test of a table of two by two, both sums given.</summary>
/// <param name="TwoSided">Probability of all tables that are at most as probable, as R's <c>fisher.test</c> has it.</param>
/// <param name="Greater">Probability of at least that many in the first cell.</param>
/// <param name="Less">Probability of at most that many in the first cell.</param>
internal readonly record struct FisherTest(double TwoSided, double Greater, double Less)
{
    private const double Slack = 1 + 1e-7;

    public static FisherTest Of(Proportion one, Proportion other)
    {
        var hits = one.Hits + other.Hits;
        var (first, last) = (Math.Max(0, hits - other.Trials), Math.Min(hits, one.Trials));
        var observed = Chance(one.Hits);
        double both = 0, greater = 0, less = 0;
        for (var i = first; i <= last; i++)
        {
            var chance = Chance(i);
            both += chance <= observed * Slack ? chance : 0;
            greater += i >= one.Hits ? chance : 0;
            less += i <= one.Hits ? chance : 0;
        }

        return new FisherTest(Math.Min(1, both), Math.Min(1, greater), Math.Min(1, less));

        double Chance(long inFirst) => Math.Exp(
            Binomial.LogChoose(one.Trials, inFirst) + Binomial.LogChoose(other.Trials, hits - inFirst) - Binomial.LogChoose(one.Trials + other.Trials, hits));
    }
}
