using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>The model as it was after <see cref="RecordsMigration"/>. Never changed.</summary>
internal static class RecordsModel
{
    public static void Build(ModelBuilder model)
    {
        Events(model);
        Mentions(model);
        Deployments(model);
        Incidents(model);
        Changes(model);
        Efforts(model);
    }

    private static void Events(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.LedgerEventRow", row =>
    {
        row.Property<long>("Id").ValueGeneratedOnAdd();
        row.Property<string>("Source").IsRequired();
        row.Property<string>("Delivery").IsRequired();
        row.Property<long>("Received");
        row.Property<byte[]>("Body").IsRequired();
        row.Property<Plumbline.Store.Ledger.Rows.EventState>("State");
        row.Property<string>("Reason");
        row.HasKey("Id");
        row.HasIndex("Source", "Delivery").IsUnique();
        row.HasIndex("State");
        row.ToTable("events");
    });

    private static void Mentions(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.MentionRow", row =>
    {
        row.Property<int>("Kind");
        row.Property<string>("Key");
        row.Property<long>("EventId");
        row.HasKey("Kind", "Key", "EventId");
        row.HasIndex("EventId");
        row.HasOne("Plumbline.Store.Ledger.Rows.LedgerEventRow", null).WithMany().HasForeignKey("EventId").OnDelete(DeleteBehavior.Cascade).IsRequired();
        row.ToTable("mentions");
    });

    private static void Deployments(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.DeploymentRow", row =>
    {
        row.Property<string>("Key");
        row.Property<string>("Service").IsRequired();
        row.Property<string>("Environment").IsRequired();
        row.Property<string>("Region").IsRequired();
        row.Property<string>("Repository").IsRequired();
        row.Property<string>("Commit");
        row.Property<string>("Version");
        row.Property<int>("Result");
        row.Property<string>("OriginalResult");
        row.Property<int?>("Said");
        row.Property<long?>("Started");
        row.Property<long?>("Finished");
        row.Property<bool>("IsProxy");
        row.Property<string>("Url");
        row.HasKey("Key");
        row.ToTable("deployments");
    });

    private static void Incidents(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.IncidentRow", row =>
    {
        row.Property<string>("Key");
        row.Property<string>("Title").IsRequired();
        row.Property<string>("Service").IsRequired();
        row.Property<string>("Environment").IsRequired();
        row.Property<string>("Severity");
        row.Property<int>("Cause");
        row.Property<long>("Detected");
        row.Property<long?>("Acknowledged");
        row.Property<long?>("Mitigated");
        row.Property<long?>("Resolved");
        row.Property<int>("Reopened");
        row.Property<string>("DuplicateOf");
        row.Property<string>("Links");
        row.Property<string>("Traces");
        row.Property<string>("FirstSeenIn");
        row.Property<string>("Url");
        row.HasKey("Key");
        row.ToTable("incidents");
    });

    private static void Changes(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.ChangeRow", row =>
    {
        row.Property<string>("Key");
        row.Property<string>("Repository").IsRequired();
        row.Property<long>("Number");
        row.Property<string>("MergeCommit");
        row.Property<string>("HeadCommit");
        row.Property<string>("Title").IsRequired();
        row.Property<string>("Body").IsRequired();
        row.Property<string>("Author").IsRequired();
        row.Property<string>("Labels");
        row.Property<long?>("Opened");
        row.Property<long?>("Merged");
        row.HasKey("Key");
        row.ToTable("changes");
    });

    private static void Efforts(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.EffortRow", row =>
    {
        row.Property<string>("Key");
        row.Property<string>("Person").IsRequired();
        row.Property<long>("Started");
        row.Property<double>("Hours");
        row.Property<string>("Category").IsRequired();
        row.Property<string>("Subject").IsRequired();
        row.HasKey("Key");
        row.ToTable("efforts");
    });
}
