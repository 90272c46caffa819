namespace Plumbline.Agent.Probes;

/// <summary>What all probes of a process share.</summary>
internal sealed record ProbeServices(CpuBudget Budget, FrameNames Frames);
