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
        Judgement(modelBuilder);
    }

    /// <summary>What is judged is written and read by statements of its own, as there are a million rows of it; the model is there for the schema.</summary>
    private static void Judgement(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<NameRow>(row =>
        {
            row.ToTable("names").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<ShippedRow>(row =>
        {
            row.ToTable("shipped").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => r.Change);
            row.HasIndex(r => r.Deployment);
        });
        modelBuilder.Entity<JudgedChangeRow>(row =>
        {
            row.ToTable("judged_changes").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => r.Key);
            row.HasIndex(r => r.Commit);
            row.HasIndex(r => r.Number);
        });
        modelBuilder.Entity<JudgedDeploymentRow>(row =>
        {
            row.ToTable("judged_deployments").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => r.Key);
            row.HasIndex(r => r.At);
        });
        modelBuilder.Entity<JudgedIncidentRow>(row =>
        {
            row.ToTable("judged_incidents").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => r.Key);
            row.HasIndex(r => r.Detected);
        });
        Findings(modelBuilder);
    }

    private static void Findings(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<BlameRow>(row =>
        {
            row.ToTable("blames").HasKey(r => new { r.Incident, r.Change });
            row.HasIndex(r => r.Change);
        });
        modelBuilder.Entity<RemedyRow>(row =>
        {
            row.ToTable("remedies").HasKey(r => new { r.Incident, r.Deployment });
            row.HasIndex(r => r.Deployment);
        });
        modelBuilder.Entity<FixRow>(row =>
        {
            row.ToTable("fixes").HasKey(r => new { r.Incident, r.Change });
            row.HasIndex(r => r.Change);
        });
        modelBuilder.Entity<EvidenceRow>(row => row.ToTable("evidence").HasKey(r => new { r.Incident, r.Number }));
        modelBuilder.Entity<FactBlockRow>(row => row.ToTable("fact_blocks").HasKey(r => new { r.Kind, r.Number }));
        modelBuilder.Entity<JudgementRow>(row =>
        {
            row.ToTable("judgements").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<VerdictRow>(row =>
        {
            row.ToTable("verdicts").HasKey(r => r.Number);
            row.Property(r => r.Number).ValueGeneratedNever();
            row.HasIndex(r => r.Incident);
        });
    }
}
