using System.Text.Json.Serialization;

namespace Plumbline.Wire;

/// <summary>
/// One frame between a controller and an agent. Requests carry an <see cref="Id"/> chosen by the controller; the one
/// answer to a request carries the same id. Events that a probe sends on its own carry id 0.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Heartbeat), "heartbeat")]
[JsonDerivedType(typeof(Failure), "failure")]
[JsonDerivedType(typeof(FindMethods), "find-methods")]
[JsonDerivedType(typeof(MethodsFound), "methods-found")]
[JsonDerivedType(typeof(FindLines), "find-lines")]
[JsonDerivedType(typeof(LinesFound), "lines-found")]
[JsonDerivedType(typeof(PlaceProbe), "place-probe")]
[JsonDerivedType(typeof(ProbePlaced), "probe-placed")]
[JsonDerivedType(typeof(RemoveProbe), "remove-probe")]
[JsonDerivedType(typeof(ProbeRemoved), "probe-removed")]
[JsonDerivedType(typeof(ListProbes), "list-probes")]
[JsonDerivedType(typeof(ProbesListed), "probes-listed")]
[JsonDerivedType(typeof(Detach), "detach")]
[JsonDerivedType(typeof(Detached), "detached")]
[JsonDerivedType(typeof(Captured), "captured")]
[JsonDerivedType(typeof(Logged), "logged")]
[JsonDerivedType(typeof(Counted), "counted")]
[JsonDerivedType(typeof(Timed), "timed")]
[JsonDerivedType(typeof(StacksSeen), "stacks-seen")]
[JsonDerivedType(typeof(Recorded), "recorded")]
[JsonDerivedType(typeof(ProbeChanged), "probe-changed")]
[JsonDerivedType(typeof(DescribeBuild), "describe-build")]
[JsonDerivedType(typeof(BuildDescribed), "build-described")]
[JsonDerivedType(typeof(WatchFailures), "watch-failures")]
[JsonDerivedType(typeof(WatchArmed), "watch-armed")]
[JsonDerivedType(typeof(FailureSeen), "failure-seen")]
[JsonDerivedType(typeof(FailureTotals), "failure-totals")]
[JsonDerivedType(typeof(FirstSeen), "first-seen")]
[JsonDerivedType(typeof(SlowSeen), "slow-seen")]
[JsonDerivedType(typeof(Throughput), "throughput")]
internal abstract record WireMessage
{
    public long Id { get; init; }
}
