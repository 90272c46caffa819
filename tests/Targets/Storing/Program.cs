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
Console.WriteLine("ready");
for (var i = 1; i <= int.Parse(args[2]); i++)
{
    var noise = Convert.ToHexString(RandomNumberGenerator.GetBytes(int.Parse(args[3]) / 2));
    var json = $$"""{"t":"captured","at":{{i}},"method":"A.B","values":[{"name":"a","role":"local","node":0}],"nodes":[{"kind":"string","value":"{{noise}}"}]}""";
    var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    writer.Add(new RawEvent(source.Id, i.ToString(), now, Encoding.UTF8.GetBytes(json)));
    await Task.Delay(1);
}

await writer.DisposeAsync();
using var reader = new StoreReader(place);
Console.WriteLine($"written {writer.Totals.Written} dropped {writer.Totals.Dropped} found {reader.Entries(new EntryQuery()).Count(entry => entry.Source.Id == source.Id)}");
