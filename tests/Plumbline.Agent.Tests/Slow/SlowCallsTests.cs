using System.Diagnostics;
using Plumbline.Agent.Places;
using Plumbline.Agent.Slow;
using Plumbline.Agent.Tests.Symbols;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Slow;

public class SlowCallsTests
{
    private const long Limit = 60;

    private readonly SlowCalls _calls = new();
    private readonly ResolvedPlace[] _places = Fixture.Unoptimised.Resolve("*.*").Places;

    [Fact]
    public void Count_WhereEverythingIsSlow_TellsThreeOfEachMethodAndNoMoreThanThirtyAgain()
    {
        var told = 0;
        foreach (var place in Methods(20))
        {
            told += Enumerable.Range(0, 10).Count(_ => Tell(place, Limit) != 0);
        }

        // The first of each of the twenty, and thirty others.
        told.ShouldBe(50);
    }

    [Fact]
    public void Count_WhenOthersUsedUpWhatIsTold_StillTellsAMethodsFirstAndAMuchSlowerOne()
    {
        var places = Methods(30);
        foreach (var place in places.Skip(1))
        {
            Tell(place, Limit);
            Tell(place, Limit);
            Tell(place, Limit);
        }

        Tell(places[0], Limit).ShouldNotBe(0);
        Tell(places[0], Limit + 10).ShouldBe(0);
        Tell(places[0], 3 * Limit).ShouldNotBe(0);
        Tell(places[0], 3 * Limit).ShouldBe(0);
    }

    [Fact]
    public void Count_OfACallThatIsNotTold_DoesNotUseUpThoseOfItsMethod()
    {
        var method = Method(_places[0]);
        for (var i = 0; i < 10; i++)
        {
            Tell(_places[0], Limit);
        }

        method.Count.ShouldBe(10);
        Tell(_places[0], 2 * Limit).ShouldNotBe(0);
    }

    private ResolvedPlace[] Methods(int count)
    {
        _places.Length.ShouldBeGreaterThanOrEqualTo(count);
        return _places[..count];
    }

    private SlowMethod Method(ResolvedPlace place) => _calls.For(place, Limit);

    private long Tell(ResolvedPlace place, long milliseconds) => _calls.Count(Method(place), milliseconds * Stopwatch.Frequency / 1000);
}
