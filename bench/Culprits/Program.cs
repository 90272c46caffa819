using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Culprits;
using Plumbline.Git.Culprits;
using Plumbline.Ledger.Culprits;

if (args is not [var repository, var pairsFile, ..])
{
    Console.Error.WriteLine("usage: Plumbline.Bench.Culprits REPOSITORY PAIRS.json [OTHER-REPOSITORY OTHER-PAIRS.json]...");
    return 2;
}

const int Folds = 5;
var subjects = new List<(string Name, List<Case> Cases)>();
for (var i = 0; i + 1 < args.Length; i += 2)
{
    var clock = Stopwatch.StartNew();
    var pairs = Case.ReadPairs(args[i + 1]);
    var material = await CulpritReader.ReadAsync(args[i], [.. pairs.Select(pair => pair.Fix)], new CulpritOptions(), CancellationToken.None);
    var cases = Case.Of(material, pairs);
    var own = Process.GetCurrentProcess().TotalProcessorTime;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(args[i + 1])}: {material.Book.Count} commits, {pairs.Count} fixes, {cases.Sum(one => one.Named)} pairs, {cases.Average(one => one.Features.Length):0} candidates a fix; the culprit among them for {cases.Count(one => one.IsTrue.Contains(true))}; {clock.Elapsed.TotalSeconds:0.0} s, {own.TotalSeconds:0.0} s of processor until here"));
    subjects.Add((Path.GetFileNameWithoutExtension(args[i + 1]), cases));
}

var weights = Enum.GetValues<CulpritFeature>().Select(CulpritWeights.Of).ToArray();
foreach (var (name, cases) in subjects)
{
    Console.WriteLine();
    Console.WriteLine($"{name,-34}  said  prec.  recall F1     hit@1  hit@2  hit@3  newer older");
    var shipped = Score(cases, _ => weights);
    Console.WriteLine(shipped.Row("shipped weights", 0));
    Console.WriteLine(shipped.Row($"  confidence {Culprits.LeastConfidence:0.0} and more", Culprits.LeastConfidence));
    Console.WriteLine(Score(cases, Refit(cases)).Row($"refitted here, {Folds} folds by time", 0));
    foreach (var (other, theirs) in subjects.Where(subject => subject.Cases != cases))
    {
        var fitted = Fit.Of(theirs);
        Console.WriteLine(Score(cases, _ => fitted).Row($"fitted on {other} alone", 0));
    }

    string[] rules = ["B: every commit of a touched line", "R: the newest of them", "L: the one with most lines"];
    for (var rule = 0; rule < rules.Length; rule++)
    {
        Console.WriteLine(Scores.Row(rules[rule], cases.Sum(one => one.Rules[rule].Right), cases.Sum(one => one.Rules[rule].Said), cases.Sum(one => one.Named)));
    }

    shipped.PrintReliability(Console.Out);
}

if (args.Length > 2 || Environment.GetEnvironmentVariable("CULPRIT_FIT") is not null)
{
    Console.WriteLine();
    var fitted = Fit.Of([.. subjects.SelectMany(subject => subject.Cases)]);
    var alone = subjects.ConvertAll(subject => Fit.Of(subject.Cases));
    Console.WriteLine("weights fitted on all, and on each alone");
    foreach (var feature in Enum.GetValues<CulpritFeature>())
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{feature,-18} {fitted[(int)feature],6:0.00}  {string.Join("  ", alone.Select(one => one[(int)feature].ToString("0.00", CultureInfo.InvariantCulture).PadLeft(6)))}"));
    }
}

return 0;

static Scores Score(IReadOnlyList<Case> cases, Func<Case, double[]> weights)
{
    var scores = new Scores();
    foreach (var one in cases)
    {
        scores.Add(one, [.. Fit.Chances(one, weights(one)).Select(chance => chance * (1 - CulpritSearch.NoneOfThem))]);
    }

    return scores;
}

static Func<Case, double[]> Refit(List<Case> cases)
{
    var ordered = cases.OrderBy(one => one.Time).ToList();
    var found = new Dictionary<Case, double[]>(ReferenceEqualityComparer.Instance);
    for (var fold = 0; fold < Folds; fold++)
    {
        var (from, to) = (fold * ordered.Count / Folds, (fold + 1) * ordered.Count / Folds);
        var fitted = Fit.Of([.. ordered[..from], .. ordered[to..]]);
        foreach (var one in ordered[from..to])
        {
            found[one] = fitted;
        }
    }

    return one => found[one];
}
