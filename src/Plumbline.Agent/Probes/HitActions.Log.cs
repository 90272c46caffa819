using System.Diagnostics;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Probes;

internal static partial class HitActions
{
    [ThreadStatic]
    private static Redactor? t_redactor;

    /// <summary>Writes objects in log lines by the rules of the probe that the line belongs to.</summary>
    public static void UseValueText() =>
        ObjectText.Writer = static (line, value) => line.Append(ValueText.Of(value, t_redactor ?? Redactor.Default));

    /// <summary>Begins a log line; null where the hit is dropped.</summary>
    public static LogLine? BeginLog(Site site)
    {
        if (!TryEnter(site.Probe))
        {
            return null;
        }

        t_redactor = site.Probe.Redactor;
        return LogLine.Rent();
    }

    public static void EndLog(Site site, LogLine line)
    {
        try
        {
            site.Probe.FinishLog(site.Label, line);
            LogLine.Return(line);
        }
        finally
        {
            Leave(site.Probe);
        }
    }
}
