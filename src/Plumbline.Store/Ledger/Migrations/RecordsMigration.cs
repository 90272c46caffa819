using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>Events, and the records that are made from them.</summary>
[DbContext(typeof(LedgerContext))]
[Migration(Name)]
internal sealed class RecordsMigration : Migration
{
    public const string Name = "20261123000001_Records";

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => RecordsModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateEvents(migrationBuilder);
        CreateMentions(migrationBuilder);
        CreateDeployments(migrationBuilder);
        CreateIncidents(migrationBuilder);
        CreateChanges(migrationBuilder);
        CreateEfforts(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "mentions", "efforts", "changes", "incidents", "deployments", "events" })
        {
            migrationBuilder.DropTable(table);
        }
    }

    private static void CreateEvents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "events",
            table => new
            {
                Id = table.Column<long>().Annotation("Sqlite:Autoincrement", true),
                Source = table.Column<string>(),
                Delivery = table.Column<string>(),
                Received = table.Column<long>(),
                Body = table.Column<byte[]>(),
                State = table.Column<int>(),
                Reason = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_events", r => r.Id));
        migration.CreateIndex("IX_events_Source_Delivery", "events", ["Source", "Delivery"], unique: true);
        migration.CreateIndex("IX_events_State", "events", "State");
    }

    private static void CreateMentions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "mentions",
            table => new
            {
                Kind = table.Column<int>(),
                Key = table.Column<string>(),
                EventId = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_mentions", m => new { m.Kind, m.Key, m.EventId });
                table.ForeignKey("FK_mentions_events_EventId", m => m.EventId, "events", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_mentions_EventId", "mentions", "EventId");
    }

    private static void CreateDeployments(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deployments",
            table => new
            {
                Key = table.Column<string>(),
                Service = table.Column<string>(),
                Environment = table.Column<string>(),
                Region = table.Column<string>(),
                Repository = table.Column<string>(),
                Commit = table.Column<string>(nullable: true),
                Version = table.Column<string>(nullable: true),
                Result = table.Column<int>(),
                OriginalResult = table.Column<string>(nullable: true),
                Said = table.Column<int>(nullable: true),
                Started = table.Column<long>(nullable: true),
                Finished = table.Column<long>(nullable: true),
                IsProxy = table.Column<bool>(),
                Url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_deployments", r => r.Key));
    }

    private static void CreateIncidents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "incidents",
            table => new
            {
                Key = table.Column<string>(),
                Title = table.Column<string>(),
                Service = table.Column<string>(),
                Environment = table.Column<string>(),
                Severity = table.Column<string>(nullable: true),
                Cause = table.Column<int>(),
                Detected = table.Column<long>(),
                Acknowledged = table.Column<long>(nullable: true),
                Mitigated = table.Column<long>(nullable: true),
                Resolved = table.Column<long>(nullable: true),
                Reopened = table.Column<int>(),
                DuplicateOf = table.Column<string>(nullable: true),
                Links = table.Column<string>(nullable: true),
                Traces = table.Column<string>(nullable: true),
                FirstSeenIn = table.Column<string>(nullable: true),
                Url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_incidents", r => r.Key));
    }

    private static void CreateChanges(MigrationBuilder migration)
    {
        migration.CreateTable(
            "changes",
            table => new
            {
                Key = table.Column<string>(),
                Repository = table.Column<string>(),
                Number = table.Column<long>(),
                MergeCommit = table.Column<string>(nullable: true),
                HeadCommit = table.Column<string>(nullable: true),
                Title = table.Column<string>(),
                Body = table.Column<string>(),
                Author = table.Column<string>(),
                Labels = table.Column<string>(nullable: true),
                Opened = table.Column<long>(nullable: true),
                Merged = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_changes", r => r.Key));
    }

    private static void CreateEfforts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "efforts",
            table => new
            {
                Key = table.Column<string>(),
                Person = table.Column<string>(),
                Started = table.Column<long>(),
                Hours = table.Column<double>(),
                Category = table.Column<string>(),
                Subject = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_efforts", r => r.Key));
    }
}
