using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>What was judged of the records, and what people decided.</summary>
[DbContext(typeof(LedgerContext))]
[Migration(Name)]
internal sealed class JudgementMigration : Migration
{
    public const string Name = "20261124000001_Judgement";

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => JudgementModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateName(migrationBuilder);
        CreateShipped(migrationBuilder);
        CreateJudgedChange(migrationBuilder);
        CreateJudgedDeployment(migrationBuilder);
        CreateJudgedIncident(migrationBuilder);
        CreateBlame(migrationBuilder);
        CreateRemedy(migrationBuilder);
        CreateFix(migrationBuilder);
        CreateEvidence(migrationBuilder);
        CreateFactBlock(migrationBuilder);
        CreateJudgement(migrationBuilder);
        CreateVerdict(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "names", "shipped", "judged_changes", "judged_deployments", "judged_incidents", "blames", "remedies", "fixes", "evidence", "fact_blocks", "judgements", "verdicts" })
        {
            migrationBuilder.DropTable(table);
        }
    }

    private static void CreateName(MigrationBuilder migration)
    {
        migration.CreateTable(
            "names",
            table => new
            {
                Id = table.Column<long>(),
                Text = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_names", r => r.Id));
    }

    private static void CreateShipped(MigrationBuilder migration)
    {
        migration.CreateTable(
            "shipped",
            table => new
            {
                Id = table.Column<long>(),
                Change = table.Column<long>(),
                Service = table.Column<int>(),
                Shipped = table.Column<long>(),
                Gone = table.Column<long>(nullable: true),
                Deployment = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_shipped", r => r.Id));
        migration.CreateIndex("IX_shipped_Change", "shipped", "Change");
        migration.CreateIndex("IX_shipped_Deployment", "shipped", "Deployment");
    }

    private static void CreateJudgedChange(MigrationBuilder migration)
    {
        migration.CreateTable(
            "judged_changes",
            table => new
            {
                Id = table.Column<long>(),
                Key = table.Column<string>(),
                Repository = table.Column<string>(),
                Number = table.Column<long>(),
                Commit = table.Column<string>(nullable: true),
                Title = table.Column<string>(),
                At = table.Column<long>(nullable: true),
                Origin = table.Column<int>(),
                Tool = table.Column<string>(),
                Model = table.Column<string>(),
                Ai = table.Column<int>(),
                Human = table.Column<int>(),
                Mixed = table.Column<int>(),
                Unknown = table.Column<int>(),
                Reworked = table.Column<int>(),
                Commits = table.Column<int>(),
                RevertedBy = table.Column<long>(nullable: true),
                NotCounted = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_judged_changes", r => r.Id));
        migration.CreateIndex("IX_judged_changes_Key", "judged_changes", "Key");
        migration.CreateIndex("IX_judged_changes_Commit", "judged_changes", "Commit");
        migration.CreateIndex("IX_judged_changes_Number", "judged_changes", "Number");
    }

    private static void CreateJudgedDeployment(MigrationBuilder migration)
    {
        migration.CreateTable(
            "judged_deployments",
            table => new
            {
                Id = table.Column<long>(),
                Key = table.Column<string>(),
                Service = table.Column<int>(),
                Environment = table.Column<int>(),
                Region = table.Column<int>(),
                At = table.Column<long>(nullable: true),
                Kind = table.Column<int>(),
                Result = table.Column<int>(),
                Commit = table.Column<string>(nullable: true),
                Version = table.Column<string>(nullable: true),
                Url = table.Column<string>(nullable: true),
                Previous = table.Column<long>(nullable: true),
                IsRemedy = table.Column<bool>(),
                IsProxy = table.Column<bool>(),
                Changes = table.Column<int>(),
                AiShare = table.Column<double>(),
                Counts = table.Column<bool>(),
                NotCounted = table.Column<string>(nullable: true),
                NoCode = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_judged_deployments", r => r.Id));
        migration.CreateIndex("IX_judged_deployments_Key", "judged_deployments", "Key");
        migration.CreateIndex("IX_judged_deployments_At", "judged_deployments", "At");
    }

    private static void CreateJudgedIncident(MigrationBuilder migration)
    {
        migration.CreateTable(
            "judged_incidents",
            table => new
            {
                Id = table.Column<long>(),
                Key = table.Column<string>(),
                Title = table.Column<string>(),
                Url = table.Column<string>(nullable: true),
                Service = table.Column<int>(),
                Severity = table.Column<string>(nullable: true),
                Detected = table.Column<long>(),
                Acknowledged = table.Column<long>(nullable: true),
                Restored = table.Column<long>(nullable: true),
                ClockIsWrong = table.Column<bool>(),
                Exclusion = table.Column<int>(),
                Cause = table.Column<int>(),
                Running = table.Column<long>(nullable: true),
                Failed = table.Column<long>(),
                Suspect = table.Column<long>(),
                Verified = table.Column<long>(nullable: true),
                Original = table.Column<long>(nullable: true),
                Note = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_judged_incidents", r => r.Id));
        migration.CreateIndex("IX_judged_incidents_Key", "judged_incidents", "Key");
        migration.CreateIndex("IX_judged_incidents_Detected", "judged_incidents", "Detected");
    }

    private static void CreateBlame(MigrationBuilder migration)
    {
        migration.CreateTable(
            "blames",
            table => new
            {
                Incident = table.Column<long>(),
                Change = table.Column<long>(),
                Weight = table.Column<double>(),
                Verdict = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_blames", r => new { r.Incident, r.Change }));
        migration.CreateIndex("IX_blames_Change", "blames", "Change");
    }

    private static void CreateRemedy(MigrationBuilder migration)
    {
        migration.CreateTable(
            "remedies",
            table => new
            {
                Incident = table.Column<long>(),
                Deployment = table.Column<long>(),
                Kind = table.Column<int>(),
                At = table.Column<long>(),
                Words = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_remedies", r => new { r.Incident, r.Deployment }));
        migration.CreateIndex("IX_remedies_Deployment", "remedies", "Deployment");
    }

    private static void CreateFix(MigrationBuilder migration)
    {
        migration.CreateTable(
            "fixes",
            table => new
            {
                Incident = table.Column<long>(),
                Change = table.Column<long>(),
                Words = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_fixes", r => new { r.Incident, r.Change }));
        migration.CreateIndex("IX_fixes_Change", "fixes", "Change");
    }

    private static void CreateEvidence(MigrationBuilder migration)
    {
        migration.CreateTable(
            "evidence",
            table => new
            {
                Incident = table.Column<long>(),
                Number = table.Column<int>(),
                Step = table.Column<int>(),
                Verdict = table.Column<int>(),
                Weight = table.Column<double>(),
                Change = table.Column<long>(nullable: true),
                Deployment = table.Column<long>(nullable: true),
                Commit = table.Column<string>(nullable: true),
                Place = table.Column<string>(nullable: true),
                Words = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_evidence", r => new { r.Incident, r.Number }));
    }

    private static void CreateFactBlock(MigrationBuilder migration)
    {
        migration.CreateTable(
            "fact_blocks",
            table => new
            {
                Kind = table.Column<int>(),
                Number = table.Column<int>(),
                Last = table.Column<long>(),
                Body = table.Column<byte[]>(),
            },
            constraints: table => table.PrimaryKey("PK_fact_blocks", r => new { r.Kind, r.Number }));
    }

    private static void CreateJudgement(MigrationBuilder migration)
    {
        migration.CreateTable(
            "judgements",
            table => new
            {
                Id = table.Column<long>(),
                Digest = table.Column<string>(),
                At = table.Column<long>(),
                Until = table.Column<long>(),
                Known = table.Column<int>(),
                Deployed = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_judgements", r => r.Id));
    }

    private static void CreateVerdict(MigrationBuilder migration)
    {
        migration.CreateTable(
            "verdicts",
            table => new
            {
                Number = table.Column<long>(),
                Incident = table.Column<string>(),
                Subject = table.Column<string>(),
                Decision = table.Column<int>(),
                Who = table.Column<string>(),
                At = table.Column<long>(),
                Words = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_verdicts", r => r.Number));
        migration.CreateIndex("IX_verdicts_Incident", "verdicts", "Incident");
    }
}
