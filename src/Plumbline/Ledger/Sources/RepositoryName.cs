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

        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
