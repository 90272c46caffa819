using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Plumbline.Store.Migrations;

/// <summary>Groups of failures, what each source counted of them, and which group a capture belongs to.</summary>
[DbContext(typeof(StoreContext))]
[Migration(Name)]
internal sealed class FailuresMigration : Migration
{
    public const string Name = "20251122000002_Failures";

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => FailuresModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateFailures(migrationBuilder);
        CreateTallies(migrationBuilder);
        migrationBuilder.AddColumn<string>("FailureId", "entries", maxLength: 16, nullable: true);
        migrationBuilder.CreateIndex("IX_entries_FailureId", "entries", "FailureId");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_entries_FailureId", "entries");
        migrationBuilder.DropColumn("FailureId", "entries");
        migrationBuilder.DropTable("tallies");
        migrationBuilder.DropTable("failures");
    }

    private static void CreateFailures(MigrationBuilder migration)
    {
        migration.CreateTable(
            "failures",
            table => new
            {
                Id = table.Column<string>(maxLength: 16),
                Service = table.Column<string>(),
                Type = table.Column<string>(),
                Message = table.Column<string>(),
                Method = table.Column<string>(),
                File = table.Column<string>(nullable: true),
                Line = table.Column<int>(nullable: true),
                First = table.Column<long>(),
                Last = table.Column<long>(),
                Settled = table.Column<long>(),
                Body = table.Column<byte[]>(nullable: true),
                Text = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_failures", f => f.Id));
        migration.CreateIndex("IX_failures_Last", "failures", "Last");
    }

    private static void CreateTallies(MigrationBuilder migration)
    {
        migration.CreateTable(
            "tallies",
            table => new
            {
                SourceId = table.Column<string>(),
                FailureId = table.Column<string>(maxLength: 16),
                Number = table.Column<int>(),
                Count = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_tallies", t => new { t.SourceId, t.FailureId, t.Number });
                table.ForeignKey("FK_tallies_sources_SourceId", t => t.SourceId, "sources", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_tallies_failures_FailureId", t => t.FailureId, "failures", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_tallies_FailureId", "tallies", "FailureId");
    }
}
