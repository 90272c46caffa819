namespace Plumbline.Ledger.Tax;

/// <summary>DORA's five of one service. They say how delivery goes, not whose code it was: a deployment mixes origins.</summary>
/// <param name="Service">Empty for all together.</param>
/// <param name="Deployments">To production in the window, of every kind.</param>
/// <param name="PerWeek">Deployments that brought a change or a setting, a week.</param>
/// <param name="LeadMedian">Hours from the first commit to production, over the changes; NaN where none is known.</param>
/// <param name="LeadNinth">The time within which nine of ten got there.</param>
/// <param name="FailRate">M3: distinct failed deployments of those that are judged.</param>
/// <param name="Pending">Too young to be judged, and not failed so far; in no rate.</param>
/// <param name="Recovery">M5: from the end of the deployment that failed to restored.</param>
/// <param name="Rework">M7: deployments whose reason was an incident, of all.</param>
internal sealed record ServiceDelivery(
    string Service, int Deployments, double PerWeek, double LeadMedian, double LeadNinth, Figure FailRate, int Pending, Spread Recovery, Figure Rework);

/// <summary>M3, M5, M7 and the rest of DORA's five.</summary>
/// <param name="All">Over all services: for a first look only, as DORA's figures are about one service at a time.</param>
/// <param name="Services">Those with most deployments first.</param>
/// <param name="Bands">M3 of deployments by the share of their lines that is by AI: none, up to half, more.</param>
internal sealed record Delivery(ServiceDelivery All, IReadOnlyList<ServiceDelivery> Services, IReadOnlyList<(string Band, Figure FailRate)> Bands);
