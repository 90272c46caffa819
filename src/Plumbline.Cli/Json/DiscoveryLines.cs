using Plumbline.Attach.Doctor;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.Cli.Json;

internal sealed record ProcessLine(
    int Pid,
    string Name,
    string? Runtime,
    string? Architecture,
    string User,
    string CommandLine,
    bool CanAttach,
    string? Code,
    string? Reason,
    string? Cure) : JsonLine
{
    public static ProcessLine From(DotnetProcess process) => new(
        process.Pid,
        process.Name,
        process.RuntimeVersion,
        process.Architecture,
        process.User,
        process.CommandLine,
        process.Refusal is null,
        process.Refusal?.Code,
        process.Refusal?.Detail,
        process.Refusal?.Cure);
}

/// <param name="Outcome">ok, failed, unknown.</param>
internal sealed record CheckLine(int Pid, string Name, string Outcome, string Detail, string? Code, string? Cure) : JsonLine
{
    public static CheckLine From(int pid, CheckResult result) =>
        new(pid, result.Name, result.Outcome.ToString().ToLowerInvariant(), result.Detail, result.Code, result.Cure);
}

internal sealed record MethodLine(
    string Name,
    string Signature,
    string Assembly,
    string? LoadContext,
    string MethodKind,
    bool Symbols,
    string? File,
    int? Line,
    bool CanProbe,
    string? Refusal) : JsonLine
{
    public static MethodLine From(MethodRow row) => new(
        row.Name,
        row.Signature,
        row.Assembly,
        row.LoadContext,
        row.Kind,
        row.Symbols,
        row.File,
        row.Line == 0 ? null : row.Line,
        row.Refusal is null,
        row.Refusal);
}

/// <param name="Source">same, line-endings, different, missing, unknown.</param>
internal sealed record DocumentLine(string Path, string Assembly, string ChecksumAlgorithm, string Checksum, string Source, string? LocalFile) : JsonLine;

/// <param name="Nearest">The nearest line that can take a probe, where this one can't.</param>
internal sealed record SourceLine(string File, int Line, int EndLine, string[] Methods, bool CanProbe, string? Refusal, int? Nearest) : JsonLine;
