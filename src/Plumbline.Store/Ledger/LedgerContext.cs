using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>The schema of the ledger. Column types are left to the provider, so that the same migrations serve SQLite and PostgreSQL.</summary>
internal sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    /// <summary>Nobody asks for events of another state, and hardly any is of this one.</summary>
    public const string IsRejected = "\"State\" = 2";

    public IQueryable<LedgerEventRow> Events => Set<LedgerEventRow>();

    public IQueryable<DeploymentRow> Deployments => Set<DeploymentRow>();

    public IQueryable<IncidentRow> Incidents => Set<IncidentRow>();

    public IQueryable<ChangeRow> Changes => Set<ChangeRow>();

    public IQueryable<EffortRow> Efforts => Set<EffortRow>();

    /// <summary>No index for every reference: events are never deleted, so nobody asks who refers to one.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LedgerEventRow>(row =>
        {
            row.ToTable("events").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Source, r.Delivery }).IsUnique();
            row.HasIndex(r => r.State).HasFilter(IsRejected);
        });
        modelBuilder.Entity<MentionRow>(mention =>
        {
            mention.ToTable("mentions").HasKey(m => new { m.Kind, m.Key, m.EventId });
            mention.HasOne<LedgerEventRow>().WithMany().HasForeignKey(m => m.EventId).OnDelete(DeleteBehavior.Cascade);
        });
        Table<DeploymentRow>(modelBuilder, "deployments", [nameof(DeploymentRow.Key)]);
        Table<IncidentRow>(modelBuilder, "incidents", [nameof(IncidentRow.Key)]);
        Table<ChangeRow>(modelBuilder, "changes", [nameof(ChangeRow.Key)]);
        Table<EffortRow>(modelBuilder, "efforts", [nameof(EffortRow.Key)]);
        Judgement(modelBuilder);
        Findings(modelBuilder);
    }

    /// <summary>What is judged is written and read by statements of its own, as there are a million rows of it; the model is there for the schema.</summary>
    private static void Judgement(ModelBuilder model)
    {
        Table<NameRow>(model, "names", [nameof(NameRow.Id)]);
        Table<ShippedRow>(model, "shipped", [nameof(ShippedRow.Id)], nameof(ShippedRow.Change), nameof(ShippedRow.Deployment));
        Table<JudgedChangeRow>(model, "judged_changes", [nameof(JudgedChangeRow.Id)], nameof(JudgedChangeRow.Key), nameof(JudgedChangeRow.Commit), nameof(JudgedChangeRow.Number));
        Table<JudgedDeploymentRow>(model, "judged_deployments", [nameof(JudgedDeploymentRow.Id)], nameof(JudgedDeploymentRow.Key), nameof(JudgedDeploymentRow.At));
        Table<JudgedIncidentRow>(model, "judged_incidents", [nameof(JudgedIncidentRow.Id)], nameof(JudgedIncidentRow.Key), nameof(JudgedIncidentRow.Detected));
    }

    private static void Findings(ModelBuilder model)
    {
        Table<BlameRow>(model, "blames", [nameof(BlameRow.Incident), nameof(BlameRow.Change)], nameof(BlameRow.Change));
        Table<RemedyRow>(model, "remedies", [nameof(RemedyRow.Incident), nameof(RemedyRow.Deployment)], nameof(RemedyRow.Deployment));
        Table<FixRow>(model, "fixes", [nameof(FixRow.Incident), nameof(FixRow.Change)], nameof(FixRow.Change));
        Table<EvidenceRow>(model, "evidence", [nameof(EvidenceRow.Incident), nameof(EvidenceRow.Number)]);
        Table<FactBlockRow>(model, "fact_blocks", [nameof(FactBlockRow.Kind), nameof(FactBlockRow.Number)]);
        Table<JudgementRow>(model, "judgements", [nameof(JudgementRow.Id)]);
        Table<VerdictRow>(model, "verdicts", [nameof(VerdictRow.Number)], nameof(VerdictRow.Incident));
        Table<CommitFactRow>(model, "commit_facts", [nameof(CommitFactRow.Kind), nameof(CommitFactRow.Key)]);
    }

    /// <summary>A table whose keys are given to it, never made by it.</summary>
    private static void Table<TRow>(ModelBuilder model, string name, string[] key, params string[] indexes)
        where TRow : class
    {
        var row = model.Entity<TRow>().ToTable(name);
        row.HasKey(key);
        foreach (var part in key)
        {
            row.Property(part).ValueGeneratedNever();
        }

        foreach (var index in indexes)
        {
            row.HasIndex(index);
        }
    }
}
