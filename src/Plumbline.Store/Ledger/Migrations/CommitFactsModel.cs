using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>The model as it was after <see cref="CommitFactsMigration"/>. Never changed.</summary>
internal static class CommitFactsModel
{
    public static void Build(ModelBuilder model)
    {
        JudgementModel.Build(model);
        model.Entity("Plumbline.Store.Ledger.Rows.CommitFactRow", row =>
        {
            row.Property<int>("Kind");
            row.Property<string>("Key");
            row.Property<string>("Terms").IsRequired();
            row.Property<byte[]>("Body").IsRequired();
            row.HasKey("Kind", "Key");
            row.ToTable("commit_facts");
        });
    }
}
