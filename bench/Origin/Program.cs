using System.Globalization;
using Plumbline.Bench.Origin;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--measured", .. var rest])
{
    return await Measured.RunAsync(rest);
}

if (args is not [string repository, .. var options] || !Directory.Exists(repository))
{
    Console.Error.WriteLine("usage: Plumbline.Bench.Origin REPOSITORY [--no-blame] [--no-growth]");
    return 2;
}

using var subject = Subject.Of(repository);
Console.WriteLine($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(repository))}: {subject.Commits:N0} commits to {subject.Tip[..9]}, load of the machine {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
Blamed? blame = options.Contains("--no-blame") ? null : Blamed.All(subject);
Costs.Print(subject, blame);
Verbs.Print(subject);
if (blame is not null)
{
    Agreement.Print(subject, blame);
}

if (!options.Contains("--no-growth"))
{
    Growth.Print(subject);
}

return 0;
