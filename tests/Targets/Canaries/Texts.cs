using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Seeds;

namespace Canaries;

/// <summary>Secrets inside of texts whose own name says nothing.</summary>
public static class Texts
{
    private static readonly string[] s_forms =
    [
        "password={0}", "Password = {0}", "Server=db;User Id=sa;Password={0};Encrypt=true", "Host=db;Username=u;Pwd='{0}'", "pwd: {0}",
        "{{\"password\":\"{0}\"}}", "{{\"a\":{{\"api_key\":\"{0}\"}}}}", "{{\"a\":\"{{\\\"token\\\":\\\"{0}\\\"}}\"}}", "https://ann:{0}@example.com/path",
        "amqp://guest:{0}@queue:5672/", "postgres://ann:{0}@db/shop", "redis://:{0}@cache:6379", "https://example.com/?access_token={0}&x=1",
        "/callback?code=1&client_secret={0}", "sig={0}&se=2030", "Authorization: Bearer {0}", "authorization: Basic {0}", "Bearer {0}",
        "<Password>{0}</Password>", "<add key=\"password\" value=\"{0}\" />", "--password={0}", "--password {0}", "-p password:{0}", "token = '{0}'",
        "client_secret=\"{0}\"", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey={0};", "Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey={0}",
        "Cookie: sid={0}; theme=dark", "Set-Cookie: auth={0}; HttpOnly", "password => {0}", "User {{ Name = ann, Password = {0} }}",
        "the password is: {0}", "login with password '{0}' failed", "-----BEGIN PRIVATE KEY-----\n{0}\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\n{0}\n-----END RSA PRIVATE KEY-----", "ghp_{0}0123456789abcdef", "github_pat_{0}0123456789", "AKIA{0}",
        "ASIA{0}", "xoxb-{0}", "xoxp-1-2-{0}", "sk_live_{0}", "sk-{0}abcdef", "AIza{0}0123456789abcdefgh", "eyJhbGciOiJIUzI1NiJ9.eyJ{0}.{0}",
        "glpat-{0}", "npm_{0}0123", "SG.{0}.{0}", "hvs.{0}", "aws_secret_access_key = {0}", "export DB_PASSWORD={0}", "PGPASSWORD={0} psql",
        "[Authorization, Bearer {0}]", "X-Api-Key: {0}", "api-key={0}", "secret:{0}", "pässword={0}", "pаssword={0}", "otp={0}", "pin: {0}",
        "curl -u ann:{0} https://example.com", "https://example.com/#access_token={0}", "{{'token': '{0}'}}", "token:\n  {0}", "password:\t{0}",
    ];

    public static string Run()
    {
        foreach (var form in s_forms)
        {
            Whole(form);
            Parts(form);
        }

        Long();
        Cards();
        return "";
    }

    private static string In(string form, string shape) => string.Format(form, Canary.Secret($"{form} as {shape}"));

    private static void Whole(string form)
    {
        Show(In(form, "string"));
        Show(new { text = In(form, "member") });
        Show(new[] { Canary.Open("element"), In(form, "element") });
        Show(new StringBuilder(Canary.Open("builder")).Append(' ').Append(In(form, "builder")));
        Show(Pieces(In(form, "pieces of a builder")));
        Show(In(form, "characters").ToCharArray());
        Show(In(form, "memory").AsMemory());
        Show(In(form, "list of characters").ToList());
        Show(new Dictionary<string, int> { [In(form, "key")] = 1 });
        Show((1, In(form, "tuple")));
        Show(Tuple.Create(1, In(form, "old tuple")));
        Show(new InvalidOperationException(In(form, "message")));
        Show(new AggregateException(new IOException(In(form, "inner message"))));
        Show(JsonDocument.Parse(JsonSerializer.Serialize(new { text = In(form, "json") })).RootElement);
        Show(new Lazy<string>(In(form, "lazy")));
        Show(System.Threading.Tasks.Task.FromResult(In(form, "task")));
        Show(new WeakReference<string>(In(form, "weak")));
        Show(new StringReader(In(form, "reader")));
    }

    private static void Parts(string form)
    {
        Show(Encoding.UTF8.GetBytes(In(form, "bytes")));
        Show(Encoding.Unicode.GetBytes(In(form, "wide bytes")));
        Show((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(In(form, "memory of bytes")));
        Show(new ArraySegment<byte>(Encoding.UTF8.GetBytes(In(form, "segment"))));
        Show(new List<byte>(Encoding.UTF8.GetBytes(In(form, "list of bytes"))));
        Show(new MemoryStream(Encoding.UTF8.GetBytes(In(form, "stream"))));
        Chars(In(form, "span"));
        Bytes(Encoding.UTF8.GetBytes(In(form, "span of bytes")));
    }

    private static StringBuilder Pieces(string value)
    {
        var builder = new StringBuilder(4);
        for (var i = 0; i < value.Length; i += 5)
        {
            builder.Append(value, i, Math.Min(5, value.Length - i));
        }

        return builder;
    }

    /// <summary>Secrets at, across and behind the cut of a long text.</summary>
    private static void Long()
    {
        foreach (var before in new[] { 0, 480, 500, 512, 980, 995, 1005, 3990, 4090, 9990, 65530 })
        {
            Show(Canary.Open("long") + new string('.', before) + " password=" + Canary.Secret("long after " + before) + new string('.', 2000));
            Show(new string('.', before) + " ghp_" + Canary.Secret("long token after " + before) + "0123456789abcdef" + new string('.', 3000));
            Show("password=" + new string('x', before) + Canary.Secret("behind long value " + before));
        }
    }

    private static void Cards()
    {
        Show("paid with " + Canary.Card("card"));
        Show("paid with " + string.Join(' ', Canary.Card("card in groups").Chunk(4).Select(group => new string(group))));
        Show("paid with " + string.Join('-', Canary.Card("card with hyphens").Chunk(4).Select(group => new string(group))));
        Show(new { card = Canary.Card("card member"), city = Canary.Open("beside card") });
        Show(new { creditCardNumber = long.Parse(Canary.Card("card under its name")) });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Show(object value)
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Chars(ReadOnlySpan<char> value)
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bytes(ReadOnlySpan<byte> value)
    {
    }
}
