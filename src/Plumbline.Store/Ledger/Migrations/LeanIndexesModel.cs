using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>The model as it was after <see cref="LeanIndexesMigration"/>. Never changed.</summary>
internal static class LeanIndexesModel
{
    public static void Build(ModelBuilder model)
    {
        CommitFactsModel.Build(model);
        model.Entity("Plumbline.Store.Ledger.Rows.LedgerEventRow", row => row.HasIndex("State").HasFilter("\"State\" = 2"));
        model.Entity("Plumbline.Store.Ledger.Rows.MentionRow", row => row.Metadata.RemoveIndex(row.Metadata.GetIndexes().Single()));
    }
}
