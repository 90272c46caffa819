namespace Plumbline.Wire;

/// <param name="Probes">Every probe that is placed, and those removed lately.</param>
/// <param name="SelfLog">Last lines of the agent's own log.</param>
/// <param name="Budget">Share of one core that probes took in the last window, and what they may take.</param>
internal sealed record ProbesListed(ProbeStatus[] Probes, string[] SelfLog, BudgetStatus Budget) : WireMessage;
