using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Culprits;

/// <summary>Whether a file is part of what runs, by its path.</summary>
internal static partial class PathKind
{
    public static bool IsCode(string path) => !Test().IsMatch(path) && !Document().IsMatch(path);

    [GeneratedRegex(@"(^|/)(tests?|testsuite|testing|spec|__tests__|bench|fixtures)(/|$)|[._-](tests?|spec)\.|Tests?\.cs$|\.at$|/test[^/]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Test();

    [GeneratedRegex(@"(^|/)(docs?|Documentation|man\d?)(/|$)|\.(md|rst|txt|tex|sgml|[1-9]|[1-9]\.xml|[1-9]\.in)$|(^|/)(NEWS[^/]*|README|ChangeLog|CHANGELOG|AUTHORS|CREDITS)$", RegexOptions.CultureInvariant)]
    private static partial Regex Document();
}
