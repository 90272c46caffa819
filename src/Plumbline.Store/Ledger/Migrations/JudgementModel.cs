using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>The model as it was after <see cref="JudgementMigration"/>. Never changed.</summary>
internal static class JudgementModel
{
    public static void Build(ModelBuilder model)
    {
        RecordsModel.Build(model);
        NameRow(model);
        ShippedRow(model);
        JudgedChangeRow(model);
        JudgedDeploymentRow(model);
        JudgedIncidentRow(model);
        BlameRow(model);
        RemedyRow(model);
        FixRow(model);
        EvidenceRow(model);
        FactBlockRow(model);
        JudgementRow(model);
        VerdictRow(model);
    }

    private static void NameRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.NameRow", row =>
    {
        row.Property<long>("Id").ValueGeneratedNever();
        row.Property<string>("Text").IsRequired();
        row.HasKey("Id");
        row.ToTable("names");
    });

    private static void ShippedRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.ShippedRow", row =>
    {
        row.Property<long>("Id").ValueGeneratedNever();
        row.Property<long>("Change");
        row.Property<int>("Service");
        row.Property<long>("Shipped");
        row.Property<long?>("Gone");
        row.Property<long>("Deployment");
        row.HasKey("Id");
        row.HasIndex("Change");
        row.HasIndex("Deployment");
        row.ToTable("shipped");
    });

    private static void JudgedChangeRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.JudgedChangeRow", row =>
    {
        row.Property<long>("Id").ValueGeneratedNever();
        row.Property<string>("Key").IsRequired();
        row.Property<string>("Repository").IsRequired();
        row.Property<long>("Number");
        row.Property<string>("Commit");
        row.Property<string>("Title").IsRequired();
        row.Property<long?>("At");
        row.Property<int>("Origin");
        row.Property<string>("Tool").IsRequired();
        row.Property<string>("Model").IsRequired();
        row.Property<int>("Ai");
        row.Property<int>("Human");
        row.Property<int>("Mixed");
        row.Property<int>("Unknown");
        row.Property<int>("Reworked");
        row.Property<int>("Commits");
        row.Property<long?>("RevertedBy");
        row.Property<string>("NotCounted");
        row.HasKey("Id");
        row.HasIndex("Key");
        row.HasIndex("Commit");
        row.HasIndex("Number");
        row.ToTable("judged_changes");
    });

    private static void JudgedDeploymentRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.JudgedDeploymentRow", row =>
    {
        row.Property<long>("Id").ValueGeneratedNever();
        row.Property<string>("Key").IsRequired();
        row.Property<int>("Service");
        row.Property<int>("Environment");
        row.Property<int>("Region");
        row.Property<long?>("At");
        row.Property<int>("Kind");
        row.Property<int>("Result");
        row.Property<string>("Commit");
        row.Property<string>("Version");
        row.Property<string>("Url");
        row.Property<long?>("Previous");
        row.Property<bool>("IsRemedy");
        row.Property<bool>("IsProxy");
        row.Property<int>("Changes");
        row.Property<double>("AiShare");
        row.Property<bool>("Counts");
        row.Property<string>("NotCounted");
        row.Property<string>("NoCode");
        row.HasKey("Id");
        row.HasIndex("Key");
        row.HasIndex("At");
        row.ToTable("judged_deployments");
    });

    private static void JudgedIncidentRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.JudgedIncidentRow", row =>
    {
        row.Property<long>("Id").ValueGeneratedNever();
        row.Property<string>("Key").IsRequired();
        row.Property<string>("Title").IsRequired();
        row.Property<string>("Url");
        row.Property<int>("Service");
        row.Property<string>("Severity");
        row.Property<long>("Detected");
        row.Property<long?>("Acknowledged");
        row.Property<long?>("Restored");
        row.Property<bool>("ClockIsWrong");
        row.Property<int>("Exclusion");
        row.Property<int>("Cause");
        row.Property<long?>("Running");
        row.Property<long>("Failed");
        row.Property<long>("Suspect");
        row.Property<long?>("Verified");
        row.Property<long?>("Original");
        row.Property<string>("Note");
        row.HasKey("Id");
        row.HasIndex("Key");
        row.HasIndex("Detected");
        row.ToTable("judged_incidents");
    });

    private static void BlameRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.BlameRow", row =>
    {
        row.Property<long>("Incident");
        row.Property<long>("Change");
        row.Property<double>("Weight");
        row.Property<int>("Verdict");
        row.HasKey("Incident", "Change");
        row.HasIndex("Change");
        row.ToTable("blames");
    });

    private static void RemedyRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.RemedyRow", row =>
    {
        row.Property<long>("Incident");
        row.Property<long>("Deployment");
        row.Property<int>("Kind");
        row.Property<long>("At");
        row.Property<string>("Words").IsRequired();
        row.HasKey("Incident", "Deployment");
        row.HasIndex("Deployment");
        row.ToTable("remedies");
    });

    private static void FixRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.FixRow", row =>
    {
        row.Property<long>("Incident");
        row.Property<long>("Change");
        row.Property<string>("Words").IsRequired();
        row.HasKey("Incident", "Change");
        row.HasIndex("Change");
        row.ToTable("fixes");
    });

    private static void EvidenceRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.EvidenceRow", row =>
    {
        row.Property<long>("Incident");
        row.Property<int>("Number");
        row.Property<int>("Step");
        row.Property<int>("Verdict");
        row.Property<double>("Weight");
        row.Property<long?>("Change");
        row.Property<long?>("Deployment");
        row.Property<string>("Commit");
        row.Property<string>("Place");
        row.Property<string>("Words").IsRequired();
        row.HasKey("Incident", "Number");
        row.ToTable("evidence");
    });

    private static void FactBlockRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.FactBlockRow", row =>
    {
        row.Property<int>("Kind");
        row.Property<int>("Number");
        row.Property<long>("Last");
        row.Property<byte[]>("Body").IsRequired();
        row.HasKey("Kind", "Number");
        row.ToTable("fact_blocks");
    });

    private static void JudgementRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.JudgementRow", row =>
    {
        row.Property<long>("Id").ValueGeneratedNever();
        row.Property<string>("Digest").IsRequired();
        row.Property<long>("At");
        row.Property<long>("Until");
        row.Property<int>("Known");
        row.Property<int>("Deployed");
        row.HasKey("Id");
        row.ToTable("judgements");
    });

    private static void VerdictRow(ModelBuilder model) => model.Entity("Plumbline.Store.Ledger.Rows.VerdictRow", row =>
    {
        row.Property<long>("Number").ValueGeneratedNever();
        row.Property<string>("Incident").IsRequired();
        row.Property<string>("Subject").IsRequired();
        row.Property<int>("Decision");
        row.Property<string>("Who").IsRequired();
        row.Property<long>("At");
        row.Property<string>("Words").IsRequired();
        row.HasKey("Number");
        row.HasIndex("Incident");
        row.ToTable("verdicts");
    });
}
