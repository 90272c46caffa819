using System;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Linq.Expressions;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;
using Seeds;
using static Seeds.Canary;

namespace Canaries;

/// <summary>Secrets in members: of classes, records, closures, state machines, types of the framework.</summary>
public static class Members
{
    public static string Run()
    {
        Own();
        Framework();
        Keys();
        return "";
    }

    private static void Own()
    {
        Show(new User { Password = Secret("member: property"), City = Canary.Open("city") });
        Show(new Admin { Password = Secret("member: of a base class"), City = Canary.Open("admin city") });
        Show(new Hidden(Secret("member: field"), Secret("member: underscore"), Secret("member: hyphen by attribute")));
        Show(new Captures(Secret("member: primary constructor")));
        Show(new Login(Canary.Open("record"), Secret("member: record")));
        Show(new LoginStruct(Canary.Open("struct"), Secret("member: struct")));
        Show((LoginStruct?)new LoginStruct("ann", Secret("member: nullable struct")));
        Show(new[] { new LoginStruct("ann", Secret("member: array of structs")) });
        Show(new { Id = Canary.Open("anonymous"), apiKey = Secret("member: anonymous") });
        Show(new { secret = new { anything = new[] { Secret("member: below a secret") } } });
        Show(new { password = (object)Secret("member: typed object") });
        Show(new { secretLazy = new Lazy<string>(Secret("member: lazy")), tokenTask = Task.FromResult(Secret("member: task")) });
        Show(new WithTuple { Both = (Canary.Open("tuple member"), Secret("member: tuple member")) });
        Show(new List<IUser> { new User { Password = Secret("member: interface") } });
        Show(new Box<string> { Secret = Secret("member: generic") });
        Show(new ApiKey(Secret("member: type by its name")));
        Show(new Wrapper(new Password(Secret("member: struct by its name"))));
        Show(Closure(Secret("member: closure")));
        Show(Iterator(Secret("member: iterator")));
        Show(Expression(Secret("member: expression tree")));
        Show(new Event { AccessToken = Secret("member: event") });
        Show(new LinkedList<User>([new User { Password = Secret("member: linked") }]));
        Show(new Inline { password = Secret("member: public field"), pаsswоrd = Secret("member: confusable field") });
        Show(new Dictionary<Login, string> { [new Login("ann", Secret("member: inside of a key"))] = "x" });
    }

    private static void Framework()
    {
        Show(new NetworkCredential("ann", Secret("member: credential")));
        Show(new { cache = new CredentialCache { { new Uri("https://example.com"), "Basic", new NetworkCredential("ann", Secret("member: cached credential")) } } });
        Show(new Uri($"https://ann:{Secret("member: uri")}@example.com/{Canary.Open("uri")}"));
        Show(new UriBuilder("https", "example.com") { UserName = "ann", Password = Secret("member: uri builder") });
        Show(new Uri($"https://example.com/?access_token={Secret("member: query")}&city={Canary.Open("query")}"));
        Show(new Cookie("sid", Secret("member: cookie")));
        Show(Jar(Secret("member: cookie container")));
        Show(Request(Secret("member: request header"), Secret("member: api key header"), Secret("member: cookie header")));
        Show(new AuthenticationHeaderValue("Bearer", Secret("member: header value")));
        Show(new System.Data.Common.DbConnectionStringBuilder { ConnectionString = $"Server=x;Password={Secret("member: connection string builder")}" });
        Show(Table(Secret("member: data table")));
        Show(new XElement("user", new XElement("password", Secret("member: xml element")), new XAttribute("password", Secret("member: xml attribute"))));
        Show(Secure(Secret("member: secure string")));
        Show(new System.Diagnostics.ProcessStartInfo("x") { ArgumentList = { "--password", Secret("member: argument list") } });
        Show(new KeyValuePair<string, object>("password", new[] { Secret("member: boxed pair") }));
        Show(new System.Collections.DictionaryEntry("password", Secret("member: entry")));
        Show(new HttpClient { DefaultRequestHeaders = { { "X-Api-Key", Secret("member: client header") } } });
    }

    private static void Keys()
    {
        Show(new { key = Encoding.UTF8.GetBytes(Secret("member: key")), iv = Encoding.UTF8.GetBytes(Secret("member: iv")), salt = Encoding.UTF8.GetBytes(Secret("member: salt")) });
        Show(new { encryptionKey = Encoding.UTF8.GetBytes(Secret("member: encryption key")).AsMemory(), hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Secret("member: key bytes"))) });
        Show(new { keys = new List<byte>(Encoding.UTF8.GetBytes(Secret("member: list of key bytes"))), rawKey = Encoding.UTF8.GetBytes(Secret("member: raw key")) });
        using var aes = Aes.Create();
        aes.Key = Encoding.UTF8.GetBytes(Secret("member: aes").PadRight(32)[..32]);
        Show(aes);
        Show(new { passwordBytes = Encoding.UTF8.GetBytes(Secret("member: password bytes")), passwordChars = Secret("member: password chars").ToCharArray() });
        Material(Encoding.UTF8.GetBytes(Secret("member: key argument")), Encoding.UTF8.GetBytes(Secret("member: key span")));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Show(object value)
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Material(byte[] key, ReadOnlySpan<byte> signingKey)
    {
    }

    private static object Closure(string secret)
    {
        var (password, open) = (secret, Canary.Open("closure"));
        return ((Func<string>)(() => password + open)).Target;
    }

    private static object Iterator(string password)
    {
        static IEnumerable<string> Iterate(string password)
        {
            var secret = password + "!";
            yield return "first";
            yield return secret + password;
        }

        var items = Iterate(password).GetEnumerator();
        items.MoveNext();
        return items;
    }

    private static object Expression(string password)
    {
        Expression<Func<User, bool>> filter = user => user.Password == password;
        return filter;
    }

    private static CookieContainer Jar(string secret)
    {
        var jar = new CookieContainer();
        jar.Add(new Uri("https://example.com"), new Cookie("sid", secret));
        return jar;
    }

    private static HttpRequestMessage Request(string bearerToken, string apiKey, string cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"https://example.com/{Canary.Open("request")}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearerToken);
        request.Headers.TryAddWithoutValidation("X-Api-Key", apiKey);
        request.Headers.TryAddWithoutValidation("Cookie", "sid=" + cookie);
        return request;
    }

    private static DataTable Table(string secret)
    {
        var table = new DataTable();
        table.Columns.Add("password", typeof(string));
        table.Rows.Add(secret);
        return table;
    }

    private static SecureString Secure(string secret)
    {
        var text = new SecureString();
        foreach (var c in secret)
        {
            text.AppendChar(c);
        }

        return text;
    }

    private interface IUser;

    private class User : IUser
    {
        public string Password { get; set; }

        public string City { get; set; }
    }

    private sealed class Admin : User;

    private sealed class Hidden(string password, string clientSecret, string apiKey)
    {
        private readonly string _password = password;
        private readonly string m_clientSecret = clientSecret;
        private readonly string s__ApiKey = apiKey;
    }

    private sealed class Captures(string password)
    {
        public int Length => password.Length;
    }

    private sealed class WithTuple
    {
        public (string User, string Password) Both;
    }

    private sealed class Box<T>
    {
        public T Secret { get; set; }
    }

    private sealed class Event : EventArgs
    {
        public string AccessToken { get; set; }
    }

    private sealed class Inline
    {
        public string password;
        public string pаsswоrd;
    }

    private sealed record Login(string Name, string Secret);

    private readonly record struct LoginStruct(string Name, string AccessToken);

    private sealed record ApiKey(string Value);

    private readonly record struct Password(string Value);

    private sealed record Wrapper(Password Inner);
}
