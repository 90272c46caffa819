using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>File names of products that occupy the one place for a profiler.</summary>
internal static class KnownProfilers
{
    private static readonly (string Start, string Product)[] s_products =
    [
        ("Datadog.Trace.ClrProfiler.Native", "Datadog"),
        ("Datadog.Tracer.Native", "Datadog"),
        ("OpenTelemetry.AutoInstrumentation.Native", "OpenTelemetry auto-instrumentation"),
        ("libNewRelicProfiler", "New Relic"),
        ("elastic_apm_profiler", "Elastic APM"),
        ("libelastic_apm_profiler", "Elastic APM"),
        ("liboneagentdotnet", "Dynatrace"),
        ("liboneagentloader", "Dynatrace"),
        ("libappdprofiler", "AppDynamics"),
        ("libInstrumentationEngine", "CLR Instrumentation Engine"),
        ("ContrastProfiler", "Contrast"),
        ("Lightrun.ClrProfiler.Native", "Lightrun"),
        ("libMutatingMonitorProfiler", "dotnet-monitor"),
        ("libJetBrains.Profiler", "JetBrains profiler"),
        ("libJetBrains.Dotnet.Coverage", "JetBrains dotCover"),
        ("libCoverageInstrumentationMethod", "Microsoft code coverage"),
        ("Pyroscope.Profiler.Native", "Pyroscope"),
        ("splunk-otel", "Splunk"),
        ("libStackImpact", "StackImpact"),
    ];

    public static (string Product, string Path)? Find(MappedFiles mapped)
    {
        foreach (var (start, product) in s_products)
        {
            if (mapped.FindStart(start) is { } path)
            {
                return (product, path);
            }
        }

        return null;
    }
}
