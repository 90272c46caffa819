namespace Plumbline.Ledger.Sources;

/// <summary>One name for a repository, however its address is written: <c>octo/shop</c>.</summary>
internal static class RepositoryName
{
    /// <summary>Of <c>https://github.com/octo/shop.git</c>, <c>git@github.com:octo/shop</c>, <c>ssh://…</c>, or the name itself.</summary>
    public static string Of(string address)
    {
        var name = address.Trim().TrimEnd('/');
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            var path = name.IndexOf('/', scheme + 3);
            name = path < 0 ? "" : name[(path + 1)..];
        }
        else if (name.IndexOf('@') is var at && at >= 0 && name.IndexOf(':', at) is var colon && colon >= 0)
        {
            name = name[(colon + 1)..];
        }

        name = name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;

        // A folder of this machine says nothing to others, and where it lies is nobody's concern.
        var isFolder = scheme < 0 && name.Length > 0 && name[0] is '/' or '.' or '~';
        return isFolder ? name[(name.LastIndexOf('/') + 1)..] : name;
    }
}
