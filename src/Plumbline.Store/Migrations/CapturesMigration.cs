using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Plumbline.Store.Migrations;

/// <summary>Sources, raw events, and what can be searched of them.</summary>
[DbContext(typeof(StoreContext))]
[Migration(Name)]
internal sealed class CapturesMigration : Migration
{
    public const string Name = "20251122000001_Captures";

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => CapturesModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateSources(migrationBuilder);
        CreateRawEvents(migrationBuilder);
        CreateEntries(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("entries");
        migrationBuilder.DropTable("raw_events");
        migrationBuilder.DropTable("sources");
    }

    private static void CreateSources(MigrationBuilder migration)
    {
        migration.CreateTable(
            "sources",
            table => new
            {
                Id = table.Column<string>(),
                Service = table.Column<string>(),
                Pid = table.Column<int>(),
                Host = table.Column<string>(),
                Runtime = table.Column<string>(nullable: true),
                Version = table.Column<string>(nullable: true),
                Commit = table.Column<string>(nullable: true),
                Started = table.Column<long>(),
                Heard = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_sources", s => s.Id));
        migration.CreateIndex("IX_sources_Heard", "sources", "Heard");
    }

    private static void CreateRawEvents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "raw_events",
            table => new
            {
                Id = table.Column<string>(maxLength: 16),
                SourceId = table.Column<string>(),
                Delivery = table.Column<string>(),
                Received = table.Column<long>(),
                Size = table.Column<int>(),
                Body = table.Column<byte[]>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_raw_events", r => r.Id);
                table.ForeignKey("FK_raw_events_sources_SourceId", r => r.SourceId, "sources", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_raw_events_SourceId_Delivery", "raw_events", ["SourceId", "Delivery"], unique: true);
        migration.CreateIndex("IX_raw_events_Received", "raw_events", "Received");
    }

    private static void CreateEntries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "entries",
            table => new
            {
                Id = table.Column<string>(maxLength: 16),
                SourceId = table.Column<string>(),
                Kind = table.Column<string>(),
                At = table.Column<long>(),
                Probe = table.Column<int>(nullable: true),
                Method = table.Column<string>(nullable: true),
                File = table.Column<string>(nullable: true),
                Line = table.Column<int>(nullable: true),
                Event = table.Column<string>(nullable: true),
                Outcome = table.Column<string>(nullable: true),
                Type = table.Column<string>(nullable: true),
                Microseconds = table.Column<double>(nullable: true),
                TraceId = table.Column<string>(nullable: true),
                Exception = table.Column<long>(nullable: true),
                Summary = table.Column<string>(nullable: true),
                Text = table.Column<string>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_entries", e => e.Id);
                table.ForeignKey("FK_entries_raw_events_Id", e => e.Id, "raw_events", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_entries_sources_SourceId", e => e.SourceId, "sources", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_entries_At", "entries", "At");
        migration.CreateIndex("IX_entries_SourceId_Exception", "entries", ["SourceId", "Exception"]);
    }
}
