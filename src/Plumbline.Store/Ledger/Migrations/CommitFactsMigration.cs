using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>What was found out about commits, so that new events need not have it found out again.</summary>
[DbContext(typeof(LedgerContext))]
[Migration(Name)]
internal sealed class CommitFactsMigration : Migration
{
    public const string Name = "20261124000002_CommitFacts";

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => CommitFactsModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "commit_facts",
        table => new
        {
            Kind = table.Column<int>(),
            Key = table.Column<string>(),
            Terms = table.Column<string>(),
            Body = table.Column<byte[]>(),
        },
        constraints: table => table.PrimaryKey("PK_commit_facts", r => new { r.Kind, r.Key }));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("commit_facts");
}
