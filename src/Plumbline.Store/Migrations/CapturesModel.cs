using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store.Migrations;

/// <summary>The model as it was after <see cref="CapturesMigration"/>: what later migrations compare with. Never changed.</summary>
internal static class CapturesModel
{
    public static void Build(ModelBuilder model)
    {
        Sources(model);
        RawEvents(model);
        Entries(model);
    }

    private static void Sources(ModelBuilder model) => model.Entity("Plumbline.Store.Rows.SourceRow", source =>
    {
        source.Property<string>("Id");
        source.Property<string>("Service").IsRequired();
        source.Property<int>("Pid");
        source.Property<string>("Host").IsRequired();
        source.Property<string>("Runtime");
        source.Property<string>("Version");
        source.Property<string>("Commit");
        source.Property<long>("Started");
        source.Property<long>("Heard");
        source.HasKey("Id");
        source.HasIndex("Heard");
        source.ToTable("sources");
    });

    private static void RawEvents(ModelBuilder model) => model.Entity("Plumbline.Store.Rows.RawEventRow", raw =>
    {
        raw.Property<string>("Id").HasMaxLength(16);
        raw.Property<string>("SourceId").IsRequired();
        raw.Property<string>("Delivery").IsRequired();
        raw.Property<long>("Received");
        raw.Property<int>("Size");
        raw.Property<byte[]>("Body").IsRequired();
        raw.HasKey("Id");
        raw.HasIndex("SourceId", "Delivery").IsUnique();
        raw.HasIndex("Received");
        raw.HasOne("Plumbline.Store.Rows.SourceRow", null).WithMany().HasForeignKey("SourceId").OnDelete(DeleteBehavior.Cascade).IsRequired();
        raw.ToTable("raw_events");
    });

    private static void Entries(ModelBuilder model) => model.Entity("Plumbline.Store.Rows.EntryRow", entry =>
    {
        entry.Property<string>("Id").HasMaxLength(16);
        entry.Property<string>("SourceId").IsRequired();
        entry.Property<string>("Kind").IsRequired();
        entry.Property<long>("At");
        entry.Property<int?>("Probe");
        entry.Property<int?>("Line");
        entry.Property<double?>("Microseconds");
        entry.Property<long?>("Exception");
        foreach (var text in new[] { "Method", "File", "Event", "Outcome", "Type", "TraceId", "Summary" })
        {
            entry.Property<string>(text);
        }

        entry.Property<string>("Text").IsRequired();
        entry.HasKey("Id");
        entry.HasIndex("At");
        entry.HasIndex("SourceId", "Exception");
        entry.HasOne("Plumbline.Store.Rows.RawEventRow", null).WithOne().HasForeignKey("Plumbline.Store.Rows.EntryRow", "Id")
            .OnDelete(DeleteBehavior.Cascade).IsRequired();
        entry.HasOne("Plumbline.Store.Rows.SourceRow", null).WithMany().HasForeignKey("SourceId").OnDelete(DeleteBehavior.Cascade).IsRequired();
        entry.ToTable("entries");
    });
}
