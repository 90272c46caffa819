using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store.Migrations;

/// <summary>The model as it was after <see cref="FailuresMigration"/>. Never changed.</summary>
internal static class FailuresModel
{
    public static void Build(ModelBuilder model)
    {
        CapturesModel.Build(model);
        Failures(model);
        Tallies(model);
        model.Entity("Plumbline.Store.Rows.EntryRow", entry =>
        {
            entry.Property<string>("FailureId").HasMaxLength(16);
            entry.HasIndex("FailureId");
        });
    }

    private static void Failures(ModelBuilder model) => model.Entity("Plumbline.Store.Rows.FailureRow", failure =>
    {
        failure.Property<string>("Id").HasMaxLength(16);
        foreach (var text in new[] { "Service", "Type", "Message", "Method", "Text" })
        {
            failure.Property<string>(text).IsRequired();
        }

        failure.Property<string>("File");
        failure.Property<int?>("Line");
        failure.Property<long>("First");
        failure.Property<long>("Last");
        failure.Property<long>("Settled");
        failure.Property<byte[]>("Body");
        failure.HasKey("Id");
        failure.HasIndex("Last");
        failure.ToTable("failures");
    });

    private static void Tallies(ModelBuilder model) => model.Entity("Plumbline.Store.Rows.TallyRow", tally =>
    {
        tally.Property<string>("SourceId");
        tally.Property<string>("FailureId").HasMaxLength(16);
        tally.Property<int>("Number");
        tally.Property<long>("Count");
        tally.HasKey("SourceId", "FailureId", "Number");
        tally.HasIndex("FailureId");
        tally.HasOne("Plumbline.Store.Rows.SourceRow", null).WithMany().HasForeignKey("SourceId").OnDelete(DeleteBehavior.Cascade).IsRequired();
        tally.HasOne("Plumbline.Store.Rows.FailureRow", null).WithMany().HasForeignKey("FailureId").OnDelete(DeleteBehavior.Cascade).IsRequired();
        tally.ToTable("tallies");
    });
}
