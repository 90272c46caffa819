using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// Tells assemblies of the shared frameworks from those of the application. With a shared framework, the directory says
/// it. A self-contained application has both in one directory: there, the signature and the name must both say so.
/// </summary>
internal static class FrameworkAssemblies
{
    private static readonly string? s_sharedRoot = SharedRoot(typeof(object).Assembly.Location);

    private static readonly string[] s_tokens =
        ["7cec85d7bea7798e", "b77a5c561934e089", "b03f5f7f11d50a3a", "cc7b13ffcd2ddd51", "adb9793829ddae60", "31bf3856ad364e35"];

    private static readonly string[] s_prefixes =
        ["System.", "Microsoft.AspNetCore.", "Microsoft.Extensions.", "Microsoft.Win32.", "Microsoft.VisualBasic", "Microsoft.JSInterop"];

    private static readonly string[] s_names =
        ["System", "mscorlib", "netstandard", "WindowsBase", "Microsoft.CSharp", "Microsoft.Net.Http.Headers"];

    public static bool Contains(string? path, string name, MetadataReader metadata)
    {
        if (s_sharedRoot is not null)
        {
            return path is not null && path.StartsWith(s_sharedRoot, StringComparison.Ordinal);
        }

        return IsFrameworkName(name) && s_tokens.Contains(TokenOf(metadata));
    }

    internal static string? SharedRoot(string coreLibrary)
    {
        var version = System.IO.Path.GetDirectoryName(coreLibrary);
        var shared = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(version));
        return shared is not null && System.IO.Path.GetFileName(shared) == "shared" ? shared + System.IO.Path.DirectorySeparatorChar : null;
    }

    internal static bool IsFrameworkName(string name) =>
        s_names.Contains(name) || Array.Exists(s_prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The public key token: the last eight bytes of the SHA-1 of the key, reversed (ECMA-335 II.6.3).</summary>
    internal static string TokenOf(MetadataReader metadata)
    {
        var key = metadata.GetBlobBytes(metadata.GetAssemblyDefinition().PublicKey);
        if (key.Length == 0)
        {
            return "";
        }

        var token = Sha1.Of(key)[^8..];
        Array.Reverse(token);
        return Convert.ToHexString(token).ToLowerInvariant();
    }
}
