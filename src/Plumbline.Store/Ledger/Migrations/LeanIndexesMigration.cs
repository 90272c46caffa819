using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>Takes away what slowed down taking events in and nothing asked for: of eight trees that each event went into, three.</summary>
[DbContext(typeof(LedgerContext))]
[Migration(Name)]
internal sealed class LeanIndexesMigration : Migration
{
    public const string Name = "20261124000003_LeanIndexes";

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => LeanIndexesModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_mentions_EventId", "mentions");
        migrationBuilder.DropIndex("IX_events_State", "events");
        migrationBuilder.CreateIndex("IX_events_State", "events", "State", filter: LedgerContext.IsRejected);

        // The whole row is its key: SQLite would keep it twice.
        if (migrationBuilder.IsSqlite())
        {
            migrationBuilder.Sql("CREATE TABLE mentions_by_key (\"Kind\" INTEGER NOT NULL, \"Key\" TEXT NOT NULL, \"EventId\" INTEGER NOT NULL, CONSTRAINT \"PK_mentions\" PRIMARY KEY (\"Kind\", \"Key\", \"EventId\"), CONSTRAINT \"FK_mentions_events_EventId\" FOREIGN KEY (\"EventId\") REFERENCES events (\"Id\") ON DELETE CASCADE) WITHOUT ROWID;");
            migrationBuilder.Sql("INSERT INTO mentions_by_key SELECT \"Kind\", \"Key\", \"EventId\" FROM mentions;");
            migrationBuilder.Sql("DROP TABLE mentions;");
            migrationBuilder.Sql("ALTER TABLE mentions_by_key RENAME TO mentions;");
        }
    }

    /// <summary>The indexes as they were; a table that is its own index serves earlier versions, too.</summary>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_events_State", "events");
        migrationBuilder.CreateIndex("IX_events_State", "events", "State");
        migrationBuilder.CreateIndex("IX_mentions_EventId", "mentions", "EventId");
    }
}
