using Microsoft.EntityFrameworkCore;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>The schema of the ledger. Column types are left to the provider, so that the same migrations serve SQLite and PostgreSQL.</summary>
internal sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    public IQueryable<LedgerEventRow> Events => Set<LedgerEventRow>();

    public IQueryable<DeploymentRow> Deployments => Set<DeploymentRow>();

    public IQueryable<IncidentRow> Incidents => Set<IncidentRow>();

    public IQueryable<ChangeRow> Changes => Set<ChangeRow>();

    public IQueryable<EffortRow> Efforts => Set<EffortRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LedgerEventRow>(row =>
        {
            row.ToTable("events").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Source, r.Delivery }).IsUnique();
            row.HasIndex(r => r.State);
        });
        modelBuilder.Entity<MentionRow>(mention =>
        {
            mention.ToTable("mentions").HasKey(m => new { m.Kind, m.Key, m.EventId });
            mention.HasOne<LedgerEventRow>().WithMany().HasForeignKey(m => m.EventId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<DeploymentRow>(row => row.ToTable("deployments").HasKey(r => r.Key));
        modelBuilder.Entity<IncidentRow>(row => row.ToTable("incidents").HasKey(r => r.Key));
        modelBuilder.Entity<ChangeRow>(row => row.ToTable("changes").HasKey(r => r.Key));
        modelBuilder.Entity<EffortRow>(row => row.ToTable("efforts").HasKey(r => r.Key));
    }
}
