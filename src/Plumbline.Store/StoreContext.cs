using Microsoft.EntityFrameworkCore;
using Plumbline.Runtime;
using Plumbline.Store.Rows;

namespace Plumbline.Store;

/// <summary>The schema. Column types are left to the provider, so that the same migrations serve SQLite and PostgreSQL.</summary>
internal sealed class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    public IQueryable<SourceRow> Sources => Set<SourceRow>();

    public IQueryable<RawEventRow> RawEvents => Set<RawEventRow>();

    public IQueryable<EntryRow> Entries => Set<EntryRow>();

    public IQueryable<FailureRow> Failures => Set<FailureRow>();

    public IQueryable<TallyRow> Tallies => Set<TallyRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Events(modelBuilder);
        Groups(modelBuilder);
    }

    private static void Events(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SourceRow>(source =>
        {
            source.ToTable("sources").HasKey(s => s.Id);
            source.HasIndex(s => s.Heard);
        });
        modelBuilder.Entity<RawEventRow>(raw =>
        {
            raw.ToTable("raw_events").HasKey(r => r.Id);
            raw.Property(r => r.Id).HasMaxLength(EntryId.Length);
            raw.HasIndex(r => new { r.SourceId, r.Delivery }).IsUnique();
            raw.HasIndex(r => r.Received);
            raw.HasOne<SourceRow>().WithMany().HasForeignKey(r => r.SourceId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<EntryRow>(entry =>
        {
            entry.ToTable("entries").HasKey(e => e.Id);
            entry.Property(e => e.Id).HasMaxLength(EntryId.Length);
            entry.HasIndex(e => e.At);
            entry.Property(e => e.FailureId).HasMaxLength(EntryId.Length);
            entry.HasIndex(e => new { e.SourceId, e.Exception });
            entry.HasIndex(e => e.FailureId);
            entry.HasOne<RawEventRow>().WithOne().HasForeignKey<EntryRow>(e => e.Id).OnDelete(DeleteBehavior.Cascade);
            entry.HasOne<SourceRow>().WithMany().HasForeignKey(e => e.SourceId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Groups(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<FailureRow>(failure =>
        {
            failure.ToTable("failures").HasKey(f => f.Id);
            failure.Property(f => f.Id).HasMaxLength(EntryId.Length);
            failure.HasIndex(f => f.Last);
        });
        modelBuilder.Entity<TallyRow>(tally =>
        {
            tally.ToTable("tallies").HasKey(t => new { t.SourceId, t.FailureId, t.Number });
            tally.Property(t => t.FailureId).HasMaxLength(EntryId.Length);
            tally.HasOne<SourceRow>().WithMany().HasForeignKey(t => t.SourceId).OnDelete(DeleteBehavior.Cascade);
            tally.HasOne<FailureRow>().WithMany().HasForeignKey(t => t.FailureId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
