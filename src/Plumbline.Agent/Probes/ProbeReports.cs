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

    /// <summary>A probe on more methods than this does not say who had inlined them: it could not say whom.</summary>
    private const int MostSites = 50;

    public static void Take(CodePatcher patcher, IReadOnlyList<Probe> probes, Action<Probe> announce)
    {
        foreach (var (report, sites) in patcher.Events())
        {
            switch (report.Kind)
            {
                case ProfilerEventKind.Compiled:
                    foreach (var site in sites)
                    {
                        site.NativeVersions++;
                    }

                    break;
                case ProfilerEventKind.CompiledInliner when patcher.ImageOf(report.Module) is { } image:
                    AddInliner(new CallSearch(patcher), probes, image, report.Method);
                    break;
                case ProfilerEventKind.Error:
                    Refuse(sites, report, announce);
                    break;
                default:
                    break;
            }
        }
    }

    private static void AddInliner(CallSearch search, IReadOnlyList<Probe> probes, ModuleImage image, int caller)
    {
        var recent = probes.Where(probe => probe.SecondsApplied < InlinerSeconds && probe.Sites.Count <= MostSites);
        foreach (var site in recent.SelectMany(probe => probe.Sites).Where(site => site.InlinerCount < MostInliners))
        {
            // Other probes come and go, and their callers are compiled again at the same time.
            if (site.Label.CalledAs is { } called && search.Reaches(image, caller, new HashSet<string>(StringComparer.Ordinal) { called }))
            {
                site.AddInliner(Name(image, caller));
            }
        }
    }

    private static void Refuse(IReadOnlyList<Site> sites, ProfilerEvent report, Action<Probe> announce)
    {
        foreach (var site in sites)
        {
            site.Refusal = $"the runtime refused the body (0x{report.Status:X8})";
        }

        foreach (var probe in sites.Select(site => site.Probe).Distinct())
        {
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
