using System.Collections.Generic;
using System.Linq;

namespace Seeds;

/// <summary>
/// Makes canaries: texts that occur nowhere else. A secret one has two halves, each its own, so that a piece of it is found too. Not in
/// the namespace that is probed, since what makes them has them all.
/// </summary>
public static class Canary
{
    private static readonly List<string> s_secret = [];
    private static readonly List<string> s_open = [];

    /// <summary>Must not leave the process.</summary>
    public static string Secret(string what)
    {
        var number = Number(s_secret, what);
        return $"QKA{number:D4}HXZTA{number:D4}WV";
    }

    /// <summary>Must be seen by who looks at the process.</summary>
    public static string Open(string what) => $"OPN{Number(s_open, what):D4}MK";

    /// <summary>Sixteen digits with a check digit that begin as Visa's do.</summary>
    public static string Card(string what)
    {
        var digits = $"4929{Number(s_secret, what):D4}7391482";
        var sum = digits.Reverse().Select((c, i) => i % 2 == 0 ? (c - '0') * 2 : c - '0').Sum(n => n > 9 ? n - 9 : n);
        return digits + ((10 - (sum % 10)) % 10);
    }

    public static string Names() => string.Join('|', s_secret.Select(Line)) + "#" + string.Join('|', s_open.Select(Line));

    private static string Line(string name) => name.Replace('#', '+').Replace('|', '+').Replace('\n', ' ');

    private static int Number(List<string> known, string what)
    {
        lock (known)
        {
            var index = known.IndexOf(what);
            if (index < 0)
            {
                index = known.Count;
                known.Add(what);
            }

            return index;
        }
    }
}

/// <summary>What it is about is said by its other member. Not probed: a setter alone can't know that.</summary>
public sealed class Header
{
    public string Name { get; set; }

    public string Value { get; set; }
}

/// <summary>Not probed: the function that picks the value of a pair returns it without its name.</summary>
public static class Groups
{
    public static object Lookup(string name, string secret) => new[] { (name, secret) }.ToLookup(pair => pair.Item1, pair => pair.Item2);

    public static object Group(string name, string secret) => new[] { (name, secret) }.GroupBy(pair => pair.Item1, pair => pair.Item2).ToArray();
}
