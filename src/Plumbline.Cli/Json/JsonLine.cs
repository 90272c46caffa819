using System.Text.Json.Serialization;
using Plumbline.Wire;

namespace Plumbline.Cli.Json;

/// <summary>One line of <c>--json</c>. Documented in docs/json.md; a test locks every shape.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProcessLine), "process")]
[JsonDerivedType(typeof(CheckLine), "check")]
[JsonDerivedType(typeof(MethodLine), "method")]
[JsonDerivedType(typeof(DocumentLine), "document")]
[JsonDerivedType(typeof(SourceLine), "line")]
[JsonDerivedType(typeof(CaptureLine), "capture")]
[JsonDerivedType(typeof(LogLine), "log")]
[JsonDerivedType(typeof(CountLine), "count")]
[JsonDerivedType(typeof(TimeLine), "time")]
[JsonDerivedType(typeof(StacksLine), "stacks")]
[JsonDerivedType(typeof(FrameOriginsLine), "frame-origins")]
[JsonDerivedType(typeof(RecordingLine), "recording")]
[JsonDerivedType(typeof(ProbeLine), "probe")]
[JsonDerivedType(typeof(AgentLine), "agent")]
[JsonDerivedType(typeof(DetachedLine), "detached")]
[JsonDerivedType(typeof(FailureGroupLine), "failure-group")]
[JsonDerivedType(typeof(StoredLine), "stored")]
[JsonDerivedType(typeof(StoredFailureLine), "stored-failure")]
[JsonDerivedType(typeof(FirstLine), "first")]
[JsonDerivedType(typeof(SlowCallLine), "slow-call")]
[JsonDerivedType(typeof(ThroughputLine), "throughput")]
[JsonDerivedType(typeof(OriginSummaryLine), "origin-summary")]
[JsonDerivedType(typeof(OriginRangeLine), "origin-lines")]
[JsonDerivedType(typeof(OriginWhyLine), "origin-why")]
[JsonDerivedType(typeof(OriginMethodLine), "origin-method")]
[JsonDerivedType(typeof(OriginCommitLine), "origin-commit")]
[JsonDerivedType(typeof(OriginWeekLine), "origin-week")]
[JsonDerivedType(typeof(OriginSignatureLine), "origin-signature")]
[JsonDerivedType(typeof(OriginFetchLine), "origin-fetch")]
[JsonDerivedType(typeof(IngestedLine), "ingested")]
[JsonDerivedType(typeof(RejectedLine), "rejected")]
[JsonDerivedType(typeof(InitLine), "init")]
[JsonDerivedType(typeof(IncidentLine), "incident")]
[JsonDerivedType(typeof(IncidentStoryLine), "incident-story")]
[JsonDerivedType(typeof(DecidedLine), "decided")]
[JsonDerivedType(typeof(DeploymentLine), "deployment")]
[JsonDerivedType(typeof(ChangeLine), "change")]
[JsonDerivedType(typeof(ExplainedLine), "explained")]
[JsonDerivedType(typeof(TaxLine), "tax")]
[JsonDerivedType(typeof(TaxFigureLine), "tax-figure")]
[JsonDerivedType(typeof(TaxComparisonLine), "tax-comparison")]
[JsonDerivedType(typeof(TaxCurveLine), "tax-curve")]
[JsonDerivedType(typeof(TaxTimesLine), "tax-times")]
[JsonDerivedType(typeof(TaxCyclesLine), "tax-cycles")]
[JsonDerivedType(typeof(TaxWorkLine), "tax-work")]
[JsonDerivedType(typeof(TaxHoursLine), "tax-hours")]
[JsonDerivedType(typeof(TaxChangeLine), "tax-change")]
[JsonDerivedType(typeof(TaxCoverageLine), "tax-coverage")]
[JsonDerivedType(typeof(FailureLine), "failure")]
internal abstract record JsonLine
{
    public static JsonLine From(Failure failure) => new FailureLine(
        failure.Code,
        failure.Message,
        failure.Cure,
        failure.Text,
        failure.Column < 0 ? null : failure.Column,
        failure.Candidates);
}

internal sealed record FailureLine(string Code, string Message, string? Cure, string? Text, int? Column, string[]? Candidates) : JsonLine;
