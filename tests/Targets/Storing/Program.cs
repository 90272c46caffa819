using System.Security.Cryptography;
using System.Text;
using Plumbline.Runtime;
using Plumbline.Store;

// Storing FOLDER SOURCE COUNT BYTES: writes so many captures of about so many bytes, then says what became of them.
// Storing FOLDER lock: holds the store's write lock until its input ends.
var place = new StorePlace(args[0]);
if (args[1] == "lock")
{
    using var file = StoreFile.Open(place);
    file.Run("BEGIN IMMEDIATE");
    Console.WriteLine("ready");
    Console.ReadLine();
    file.Run("ROLLBACK");
    return;
}

var source = new EventSource(args[1], "Storing", Environment.ProcessId, "here", null, null, null, 1);
var writer = new StoreWriter(new StoreSession(place, source, new StoreLimits(), TimeProvider.System), trouble => Console.WriteLine($"trouble {trouble.Code}"));
var count = int.Parse(args[2]);
Console.WriteLine("ready");
for (var i = 1; i <= count; i++)
{
    var noise = Convert.ToHexString(RandomNumberGenerator.GetBytes(int.Parse(args[3]) / 2));
    var json = $$"""{"t":"captured","at":{{i}},"method":"A.B","values":[{"name":"a","role":"local","node":0}],"nodes":[{"kind":"string","value":"{{noise}}"}]}""";
    var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    writer.Add(new RawEvent(source.Id, i.ToString(), now, Encoding.UTF8.GetBytes(json)));
    await Task.Delay(1);
    if (i == 1)
    {
        // The time that a cold start takes on a busy machine is not what the tests are about.
        await UntilAsync(() => writer.Totals is { Trouble: not null } or { Written: > 0 });
    }
}

await UntilAsync(() => writer.Totals.Trouble is not null || writer.Totals.Written + writer.Totals.Dropped == count);
await writer.DisposeAsync();
using var reader = new StoreReader(place);
Console.WriteLine($"written {writer.Totals.Written} dropped {writer.Totals.Dropped} found {reader.Entries(new EntryQuery()).Count(entry => entry.Source.Id == source.Id)}");

static async Task UntilAsync(Func<bool> holds)
{
    for (var waited = 0; waited < 60_000 && !holds(); waited += 50)
    {
        await Task.Delay(50);
    }
}
