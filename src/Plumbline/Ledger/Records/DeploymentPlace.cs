namespace Plumbline.Ledger.Records;

/// <summary>
/// Where a deployment goes. Deployments follow each other within one place only: two regions of a service have each its own chain.
/// </summary>
/// <param name="Service">As plumbline.yml or the source names it; empty where a repository is one service.</param>
/// <param name="Environment">As the source names it, lower case.</param>
/// <param name="Region">Region, cluster or copy; empty where there is one.</param>
internal readonly record struct DeploymentPlace(string Service, string Environment, string Region = "")
{
    public override string ToString() => string.Join('/', new[] { Service, Environment, Region }.Where(part => part.Length > 0));
}
