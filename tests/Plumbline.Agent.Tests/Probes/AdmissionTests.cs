using System.Diagnostics;
using Plumbline.Agent.Probes;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Probes;

public sealed class AdmissionTests
{
    /// <summary>What is charged at most for one hit.</summary>
    private static readonly long s_tenMilliseconds = Stopwatch.Frequency / 100;

    [Fact]
    public void RareHits_AreLetInWhereTheBudgetIsSpent_ButOnlyAsFarAgain()
    {
        var budget = new CpuBudget(0.01);
        var common = new Admission(0, 0, budget, new Drops());
        var rare = new Admission(0, 0, budget, new Drops(), isRare: true);

        var commonHits = Hits(common, budget);
        var rareHits = Hits(rare, budget);

        commonHits.ShouldBe(5, "one percent of a core, for five seconds");
        rareHits.ShouldBe(5);
        common.TryAdmit().ShouldBeFalse();
    }

    private static int Hits(Admission admission, CpuBudget budget)
    {
        var hits = 0;
        while (hits < 1000 && admission.TryAdmit())
        {
            budget.Charge(s_tenMilliseconds);
            hits++;
        }

        return hits;
    }
}
