using Plumbline.Bench.Accuracy;
using Plumbline.Git;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("usage: Plumbline.Bench.Accuracy REPOSITORY [REVISION]; its pull requests must have been fetched");
    return 2;
}

var revision = args.Length > 1 ? args[1] : "HEAD";
// What a merge says is held against who put the line where it is; where it was moved from is another question.
var unfolded = await OriginReader.ReadAsync(folder, revision, new OriginOptions { Moves = false }, CancellationToken.None);
var landed = await OriginReader.ReadAsync(folder, revision, new OriginOptions { Squashes = false, Moves = false }, CancellationToken.None);
SquashTruth.Of(unfolded, landed).Print(Console.Out);
return 0;
