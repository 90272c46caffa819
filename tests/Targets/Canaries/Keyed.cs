using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Dynamic;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Seeds;

namespace Canaries;

/// <summary>Secrets under a name that says so, in every kind of map.</summary>
public static class Keyed
{
    private static readonly string[] s_names =
    [
        "password", "_password", "Pass-Word", "PASS_WORD", "<Password>k__BackingField", "<password>5__2", "pwd", "passphrase", "client_secret",
        "accessToken", "refresh-token", "X-Api-Key", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "ConnectionStrings:Main",
        "ConnectionStrings__Main", "AccountKey", "SharedAccessKey", "privateKey", "session_id", "cardNumber", "cvv", "pin", "otp", "p4ssw0rd",
        "pаssword", "ｐａｓｓｗｏｒｄ", "pass\u200bword", "пароль", "contraseña", "x-amz-security-token", "AWS_SECRET_ACCESS_KEY", "DB_PASS", "Jwt",
        "smtp.password", "spring/datasource/password", "user[password]", "db:pw",
    ];

    private enum Setting
    {
        Plain,
        ApiKey,
        DatabasePassword,
    }

    public static string Run()
    {
        foreach (var name in s_names)
        {
            foreach (var (shape, make) in Maps(name))
            {
                Show(make(Canary.Secret($"{name} in {shape}")));
            }
        }

        foreach (var setting in new[] { Setting.ApiKey, Setting.DatabasePassword })
        {
            Show(new Dictionary<Setting, string> { [setting] = Canary.Secret("enum key " + setting), [Setting.Plain] = Canary.Open("enum key") });
        }

        // What is no secret must be shown, or nothing of this proves anything.
        foreach (var (shape, make) in Maps("city"))
        {
            Show(make(Canary.Open("city in " + shape)));
        }

        return "";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Show(object value)
    {
    }

    private static IEnumerable<(string Shape, Func<string, object> Make)> Maps(string name)
    {
        yield return ("dictionary", secret => new Dictionary<string, string> { [name] = secret });
        yield return ("dictionary of objects", secret => new Dictionary<object, object> { [name] = new { it = secret } });
        yield return ("list in a dictionary", secret => new SortedDictionary<string, string[]>(StringComparer.Ordinal) { [name] = [secret] });
        yield return ("concurrent", secret => new ConcurrentDictionary<string, string> { [name] = secret });
        yield return ("immutable", secret => ImmutableDictionary<string, string>.Empty.Add(name, secret));
        yield return ("frozen", secret => new Dictionary<string, string> { [name] = secret, ["b"] = "c" }.ToFrozenDictionary());
        yield return ("read-only", secret => new ReadOnlyDictionary<string, string>(new Dictionary<string, string> { [name] = secret }));
        yield return ("hashtable", secret => new Hashtable { [name] = secret });
        yield return ("name values", secret => new NameValueCollection { { name, secret } });
        yield return ("pairs", secret => new List<KeyValuePair<string, string>> { new(name, secret) });
        yield return ("pair", secret => KeyValuePair.Create(name, secret));
        yield return ("tuples", secret => new[] { (name, secret) });
        yield return ("header object", secret => new Header { Name = name, Value = secret });
        yield return ("command line", secret => new[] { "--user", "ann", "--" + name, secret });
        yield return ("json", secret => JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [name] = secret })).RootElement);
        yield return ("json node", secret => JsonNode.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [name] = secret })));
        yield return ("expando", secret => Expando(name, secret));
        yield return ("nested", secret => new { outer = new[] { new { inner = new Dictionary<string, object> { [name] = new List<object> { secret } } } } });
        yield return ("lookup", secret => Groups.Lookup(name, secret));
        yield return ("grouping", secret => Groups.Group(name, secret));
    }

    private static ExpandoObject Expando(string name, string secret)
    {
        var expando = new ExpandoObject();
        ((IDictionary<string, object>)expando)[name] = secret;
        return expando;
    }
}
