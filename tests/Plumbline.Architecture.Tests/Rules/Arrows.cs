using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests.Rules;

/// <summary>Which house may see which, and the one house that sees a dependency.</summary>
internal static class Arrows
{
    private static readonly Dictionary<string, string[]> s_sees = new()
    {
        ["Plumbline"] = [],
        ["Plumbline.Agent"] = [],
        ["Plumbline.Attach"] = ["Plumbline"],
        ["Plumbline.Code"] = ["Plumbline"],
        ["Plumbline.Git"] = ["Plumbline"],
        ["Plumbline.Store"] = ["Plumbline"],
        ["Plumbline.Server"] = ["Plumbline", "Plumbline.Attach", "Plumbline.Code", "Plumbline.Git", "Plumbline.Store"],
        ["Plumbline.Cli"] = ["Plumbline", "Plumbline.Attach", "Plumbline.Code", "Plumbline.Git", "Plumbline.Store", "Plumbline.Server"],
    };

    private static readonly (string Prefix, string Only)[] s_reserved =
    [
        ("Microsoft.Diagnostics.NETCore.Client", "Plumbline.Attach"),
        ("Microsoft.CodeAnalysis", "Plumbline.Code"),
        ("Microsoft.EntityFrameworkCore", "Plumbline.Store"),
        ("Microsoft.Data.Sqlite", "Plumbline.Store"),
        ("SQLitePCLRaw", "Plumbline.Store"),
        ("Npgsql", "Plumbline.Store"),
        ("Microsoft.AspNetCore", "Plumbline.Server"),
        ("MathNet.Numerics", "Plumbline"),
        ("System.CommandLine", "Plumbline.Cli"),
        ("Spectre.Console", "Plumbline.Cli"),
    ];

    // In every house for the build alone; nothing of them is in the assembly.
    private static readonly string[] s_analyzers = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    /// <summary>Houses that take no packages but these: the domain's statistics need special functions.</summary>
    private static readonly Dictionary<string, string[]> s_onlyPackages = new() { ["Plumbline"] = ["MathNet.Numerics"], ["Plumbline.Agent"] = [] };

    public static IEnumerable<Finding> Check(IEnumerable<House> houses) => houses.SelectMany(Check);

    private static IEnumerable<Finding> Check(House house)
    {
        if (!s_sees.TryGetValue(house.Name, out var sees))
        {
            return [new Finding(house.Name, "", "is a new house; give it its arrows here and in the architecture")];
        }

        var all = house.References.Concat(house.Packages).Except(s_analyzers).Distinct().ToList();
        var ours = all.Where(name => s_sees.ContainsKey(name) && name != house.Name && !sees.Contains(name));
        var reserved = all.SelectMany(
            name => s_reserved.Where(rule => Starts(name, rule.Prefix) && rule.Only != house.Name), (name, rule) => (name, rule.Only));
        var foreign = s_onlyPackages.TryGetValue(house.Name, out var allowed)
            ? house.References.Where(name => !IsOfTheRuntime(name)).Concat(house.Packages.Except(s_analyzers)).Distinct().Except(ours).Except(allowed)
            : [];
        return
        [
            .. ours.Select(name => new Finding(house.Name, name, "is no arrow of the architecture")),
            .. reserved.Select(found => new Finding(house.Name, found.name, $"is for {found.Only} alone")),
            .. foreign.Select(name => new Finding(house.Name, name, "is not of the runtime, and this house takes nothing else")),
        ];
    }

    private static bool Starts(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);

    private static bool IsOfTheRuntime(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
