using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Plumbline.Runtime;
using Plumbline.Store.Migrations;
using Shouldly;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>Old files are upgraded, newer ones left alone, and the migrations are those of the model.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Migrations_TogetherAre_TheModel()
    {
        using var file = StoreFile.Open(_store.Place);
        using var context = file.Context();

        context.Database.HasPendingModelChanges().ShouldBeFalse();
        context.Database.GetMigrations().ShouldBe([CapturesMigration.Name, FailuresMigration.Name]);
    }

    [Fact]
    public void Open_FileOfTheFirstVersion_UpgradesItAndKeepsWhatIsInIt()
    {
        MakeFirstVersion();

        _store.Write(Events.Failure(2, count: 1, [1]));

        var kept = _store.Entries().ShouldHaveSingleItem();
        kept.Entry.Summary.ShouldBe("kept since the first version");
        _store.Read(reader => reader.Failures(new EntryQuery())).ShouldHaveSingleItem();
    }

    [Fact]
    public void Open_FileOfALaterVersion_RefusesAndChangesNothing()
    {
        _store.Write(Events.Capture(1));
        _store.Run("INSERT INTO __EFMigrationsHistory VALUES ('20990101_Later', '99.0')");

        var trouble = Should.Throw<StoreException>(() => _store.Entries());

        trouble.Code.ShouldBe(StoreException.Newer);
        trouble.MayPass.ShouldBeFalse();
        Should.Throw<StoreException>(() => _store.Write(Events.Capture(2))).Code.ShouldBe(StoreException.Newer);
    }

    [Fact]
    public void Open_UpgradeThatDiedInTheMiddle_IsDoneAgain()
    {
        MakeFirstVersion();
        using (var connection = Raw())
        {
            // A process that was killed leaves its transaction in the log, without a commit.
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE failures (Id TEXT)";
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        _store.Write(Events.Failure(2, count: 1, []));

        _store.Read(reader => reader.Failures(new EntryQuery())).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Open_ByManyAtOnce_MakesOneStore()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            var source = Events.Shop with { Id = $"source-{n}" };
            _store.WriteAt(TestStore.Today, new StoreLimits(), [Events.Capture(n, source: source)], source);
        })));

        _store.Entries().Count.ShouldBe(4);
    }

    /// <summary>As the first migration alone makes it, with one entry.</summary>
    private void MakeFirstVersion()
    {
        _store.Place.Prepare();
        using var connection = Raw();
        using var context = new StoreContext(new DbContextOptionsBuilder<StoreContext>().UseSqlite(connection).Options);
        context.Database.Migrate(CapturesMigration.Name);
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO sources (Id, Service, Pid, Host, Started, Heard) VALUES ('source-1', 'Shop', 1, 'web-1', 1, 9000000000000000);
            INSERT INTO raw_events (Id, SourceId, Delivery, Received, Size, Body) VALUES ('00000000000000aa', 'source-1', '1', 9000000000000000, 2, x'00');
            INSERT INTO entries (Id, SourceId, Kind, At, Summary, Text) VALUES ('00000000000000aa', 'source-1', 'log', 5, 'kept since the first version', '');
            """;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Raw()
    {
        var connection = new SqliteConnection($"Data Source={_store.Place.Database};Pooling=false");
        connection.Open();
        return connection;
    }
}
