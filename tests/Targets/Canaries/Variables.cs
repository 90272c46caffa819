using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Seeds;
using static Seeds.Canary;

namespace Canaries;

/// <summary>Secrets in arguments, locals, results, tuples, captured and hoisted variables, and in the names of threads.</summary>
public static class Variables
{
    public static async Task<string> Run()
    {
        Arguments(Secret("variable: password"), Secret("variable: _password"), Secret("variable: clientSecret"), Canary.Open("argument"));
        ByRef(Secret("variable: ref"), out _);
        Locals(5);
        GetPassword();
        Secrets.ApiKey = Secret("variable: property");
        new Holder(Secret("variable: instance")).Work(Canary.Open("instance"));
        Tuples((Canary.Open("tuple"), Secret("variable: tuple")), [(Canary.Open("tuple in a list"), Secret("variable: tuple in a list"))]);
        Captured(Secret("variable: captured"));
        Span(Secret("variable: span"), Encoding.UTF8.GetBytes(Secret("variable: bytes")));
        Tokens("Bearer " + Secret("variable: plain text"), Secret("variable: params 1"), Secret("variable: params 2"));
        OnThread(Secret("variable: thread name"));
        Expressions(new Account { Password = Secret("variable: expression"), City = Canary.Open("expression"), Inner = new Account { Password = Secret("variable: deeper expression") } });
        await Hoisted(Secret("variable: hoisted"));
        await foreach (var x in Streamed(Secret("variable: streamed")))
        {
            Keep(x);
        }

        return "";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Arguments(string password, string _password, string clientSecret, string value) => Keep(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ByRef(in string apiKey, out string token) => token = apiKey + "!";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Locals(int value)
    {
        var password = Secret("variable: local");
        var connectionString = "Server=db;Pwd=" + Secret("variable: connection string");
        var text = "Server=db;Pwd=" + Secret("variable: text");
        var open = Canary.Open("local");
        Keep(password);
        Keep(connectionString);
        Keep(text);
        Keep(open);
        return password.Length + connectionString.Length + text.Length + open.Length + value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string GetPassword() => Secret("variable: result");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tuples((string User, string Password) value, List<(string Name, string ApiKey)> list) => Keep(list.Count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Captured(string password)
    {
        var value = Canary.Open("captured");
        int Length(int more) => password.Length + value.Length + more;
        Func<int> later = () => password.Length + value.Length;
        return Length(1) + later();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Span(ReadOnlySpan<char> password, ReadOnlySpan<byte> key) => password.Length + key.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Tokens(string value, params string[] tokens) => value.Length + tokens.Length;

    private static void OnThread(string secret)
    {
        var thread = new Thread(() => Keep(1)) { Name = "worker password=" + secret };
        thread.Start();
        thread.Join();
        var other = new Thread(() => Keep(1)) { Name = Canary.Open("thread name") };
        other.Start();
        other.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Expressions(Account value) => value.Password.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Hoisted(string password)
    {
        var secret = password + "!";
        var value = Canary.Open("hoisted");
        await Task.Yield();
        Keep(value);
        return secret.Length + password.Length;
    }

    private static async IAsyncEnumerable<int> Streamed(string apiKey)
    {
        var token = apiKey + "!";
        yield return token.Length;
        await Task.Yield();
        yield return token.Length + apiKey.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(string keptToken)
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(int value)
    {
    }

    public sealed class Account
    {
        public string Password { get; set; }

        public string City { get; set; }

        public Account Inner { get; set; }
    }

    private sealed class Holder(string secret)
    {
        private readonly string _secret = secret;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Work(string value) => _secret.Length + value.Length;
    }

    private static class Secrets
    {
        public static string ApiKey { [MethodImpl(MethodImplOptions.NoInlining)] get; [MethodImpl(MethodImplOptions.NoInlining)] set; }
    }
}
