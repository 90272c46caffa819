using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Native;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>Turns the runtime's reports about bodies into what the user sees of a probe.</summary>
internal static class ProbeReports
{
    /// <summary>How long after a probe was applied a caller that is compiled again counts as its inliner, in seconds.</summary>
    private const double InlinerSeconds = 30;

    private const int MostInliners = 20;

    public static void Take(CodePatcher patcher, IReadOnlyList<Probe> probes, Action<Probe> announce)
    {
        foreach (var (report, owners) in patcher.Events())
        {
            switch (report.Kind)
            {
                case ProfilerEventKind.Compiled:
                    Count(owners, report.Method);
                    break;
                case ProfilerEventKind.CompiledInliner when patcher.ImageOf(report.Module) is { } image:
                    AddInliner(probes, Name(image, report.Method));
                    break;
                case ProfilerEventKind.Error:
                    Refuse(owners, report, announce);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Count(IReadOnlyList<Probe> owners, int method)
    {
        foreach (var site in owners.SelectMany(probe => probe.Sites).Where(site => site.Label.BodyToken == method))
        {
            site.NativeVersions++;
        }
    }

    private static void AddInliner(IReadOnlyList<Probe> probes, string caller)
    {
        foreach (var site in probes.Where(probe => probe.SecondsApplied < InlinerSeconds).SelectMany(probe => probe.Sites))
        {
            if (site.Inliners.Count < MostInliners)
            {
                site.Inliners.Add(caller);
            }
        }
    }

    private static void Refuse(IReadOnlyList<Probe> owners, ProfilerEvent report, Action<Probe> announce)
    {
        foreach (var probe in owners)
        {
            foreach (var site in probe.Sites.Where(site => site.Label.BodyToken == report.Method))
            {
                site.Refusal = $"the runtime refused the body (0x{report.Status:X8})";
            }

            if (probe.Sites.TrueForAll(site => site.Refusal is not null))
            {
                probe.Become(ProbeState.Refused, probe.Sites[0].Refusal);
            }

            announce(probe);
        }
    }

    private static string Name(ModuleImage image, int token) =>
        SourceName.Of(image, image.StateMachines.DeclaredOf(MetadataTokens.MethodDefinitionHandle(token & 0xFFFFFF)).Declared);
}
