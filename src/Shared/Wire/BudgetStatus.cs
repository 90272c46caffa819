namespace Plumbline.Wire;

/// <param name="UsedShare">Share of one core over the last ten seconds, 0 to 1.</param>
/// <param name="AllowedShare">Share of one core that probes may take.</param>
internal sealed record BudgetStatus(double UsedShare, double AllowedShare);
