using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Plumbline.Agent.Redaction;

/// <summary>Types of which no value is ever read.</summary>
internal static class SecretTypes
{
    private static readonly Type[] s_bases =
    [
        typeof(SecureString), typeof(NetworkCredential), typeof(CredentialCache), typeof(Cookie), typeof(CookieCollection),
        typeof(CookieContainer), typeof(AsymmetricAlgorithm), typeof(SymmetricAlgorithm), typeof(HashAlgorithm),
        typeof(DeriveBytes), typeof(ECDiffieHellmanPublicKey), typeof(X509Certificate), typeof(AesGcm), typeof(AesCcm),
        typeof(ChaCha20Poly1305), typeof(IncrementalHash), typeof(RSAParameters), typeof(DSAParameters), typeof(ECParameters),
        typeof(System.Data.Common.DbConnectionStringBuilder),
    ];

    /// <summary>Full names, for types of packages and of parts of the framework that may not be loaded.</summary>
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "System.Net.Http.Headers.AuthenticationHeaderValue", "System.Security.Cryptography.CngKey", "System.Security.Cryptography.CspParameters",
        "System.Security.Cryptography.MLKem", "System.Security.Cryptography.MLDsa", "System.Security.Cryptography.SlhDsa",
        "System.Security.Cryptography.CompositeMLDsa", "System.Security.Cryptography.SP800108HmacCounterKdf",
        "System.Security.Cryptography.X509Certificates.X509Certificate2Collection", "System.Data.SqlClient.SqlCredential",
        "System.Security.Cryptography.X509Certificates.X509CertificateCollection",
        "Microsoft.Data.SqlClient.SqlCredential", "Microsoft.IdentityModel.Tokens.SecurityKey", "Microsoft.IdentityModel.Tokens.SecurityToken",
        "Microsoft.IdentityModel.Tokens.SigningCredentials", "Microsoft.IdentityModel.Tokens.EncryptingCredentials",
        "Microsoft.IdentityModel.Tokens.JsonWebKey", "System.IdentityModel.Tokens.Jwt.JwtSecurityToken", "Azure.Core.AccessToken",
        "Azure.Core.TokenCredential", "Azure.AzureKeyCredential", "Azure.AzureSasCredential", "Azure.AzureNamedKeyCredential",
        "Azure.Storage.StorageSharedKeyCredential", "Azure.Security.KeyVault.Secrets.KeyVaultSecret",
        "Azure.Security.KeyVault.Keys.JsonWebKey", "System.ClientModel.ApiKeyCredential", "Amazon.Runtime.AWSCredentials",
        "Amazon.Runtime.ImmutableCredentials", "Google.Apis.Auth.OAuth2.GoogleCredential", "Google.Apis.Auth.OAuth2.ServiceCredential",
        "Microsoft.AspNetCore.Authentication.AuthenticationToken", "Microsoft.AspNetCore.Antiforgery.AntiforgeryTokenSet",
        "Microsoft.Net.Http.Headers.CookieHeaderValue", "Microsoft.Net.Http.Headers.SetCookieHeaderValue",
        "Microsoft.AspNetCore.DataProtection.Secret", "Microsoft.AspNetCore.Http.RequestCookieCollection",
    };

    /// <summary>A user's own type with such a name wraps a secret.</summary>
    private static readonly string[] s_endings =
    [
        "password", "passphrase", "secret", "secrets", "apikey", "credential", "credentials", "privatekey", "secretkey", "accesskey",
        "accesstoken", "refreshtoken", "authtoken", "bearertoken", "idtoken", "securitytoken", "sessiontoken", "jwttoken", "jwt",
        "creditcard", "cardnumber", "creditcardnumber", "connectionstring", "securestring",
    ];

    public static bool IsSecret(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner.IsPrimitive || inner == typeof(string) || inner.IsEnum)
        {
            return false;
        }

        if (inner.HasElementType)
        {
            return IsSecret(inner.GetElementType()!);
        }

        for (var level = inner; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (Array.IndexOf(s_bases, level) >= 0 || (FullName(level) is { } name && s_names.Contains(name)))
            {
                return true;
            }
        }

        return IsNamedSecret(inner);
    }

    /// <summary>Full name without type arguments.</summary>
    public static string? FullName(Type type) =>
        type.IsConstructedGenericType ? type.GetGenericTypeDefinition().FullName : type.FullName;

    private static bool IsNamedSecret(Type type) => !type.IsInterface && IsNamedSecret(type.Name);

    /// <summary>Whether the simple name of a type says that it wraps a secret.</summary>
    public static bool IsNamedSecret(string name)
    {
        var tick = name.AsSpan().IndexOfAny('`', '<');
        var folded = SecretNames.FoldWord(name[..Math.Min(tick > 0 ? tick : name.Length, NameFold.MostCharacters)]);
        return Array.Exists(s_endings, e => folded.EndsWith(e, StringComparison.Ordinal));
    }
}
