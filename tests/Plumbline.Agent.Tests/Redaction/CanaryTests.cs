using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Data;
using System.Dynamic;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Redaction;

/// <summary>
/// A canary is a text that must not be anywhere in the bytes of a capture. Every shape that a secret is known to travel in
/// gets its own; each must also be found once redaction is off, or the test would prove nothing.
/// </summary>
public sealed class CanaryTests
{
    private static readonly string[] s_names =
    [
        "password", "Password", "_password", "PASS_WORD", "pass-word", "userPassword", "passwordHash", "pwd", "passphrase", "passcode", "secret",
        "clientSecret", "token", "accessToken", "refresh_token", "id_token", "apiKey", "api-key", "X-Api-Key", "accessKey", "privateKey",
        "signingKey", "encryptionKey", "credential", "credentials", "authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "bearer", "jwt",
        "connectionString", "ConnectionStrings:Main", "AccountKey", "SharedAccessKey", "sessionId", "cardNumber", "creditCard", "cvv", "cvc",
        "pin", "ssn", "otp", "pass", "dbPass", "pw", "securityCode", "mnemonic", "p4ssw0rd", "pa$$word", "pаssword", "ｐａｓｓｗｏｒｄ", "pass\u200bword",
        "пароль", "密码", "contraseña", "kennwort", "basicAuth", "hmacKey", "webhookKey", "recoveryCode", "psk", "iban",
    ];

    [Fact]
    public void Names_AsKeysAndArguments_NeverShowTheirValue()
    {
        foreach (var name in s_names)
        {
            Check(name + " argument", canary => canary, name);
            Check(name + " nested", canary => new { inner = new Dictionary<string, string> { [name] = canary } });
            foreach (var (shape, make) in Keyed(name))
            {
                Check($"{name} in {shape}", make);
            }
        }
    }

    [Fact]
    public void Members_OfEveryShape_NeverShowTheirValue()
    {
        foreach (var (shape, make) in Shapes())
        {
            Check(shape, make);
        }
    }

    [Fact]
    public void TupleMembers_NamedInTheSource_NeverShowTheirValue()
    {
        Check("tuple", canary => ("ann", canary), tuple: ["user", "password"]);
        Check("tuple in a list", canary => new List<(string, string)> { ("ann", canary) }, tuple: ["user", "password"]);
        Check("tuple in a tuple", canary => (1, ("ann", canary)), tuple: ["id", "login", "user", "apiKey"]);
        Check("tuple in a dictionary", canary => new Dictionary<int, (string, string)> { [1] = ("ann", canary) }, tuple: ["user", "token"]);
        Check("eighth of a tuple", canary => (1, 2, 3, 4, 5, 6, 7, canary), tuple: ["a", "b", "c", "d", "e", "f", "g", "secret", null]);
    }

    [Fact]
    public void Texts_WithASecretInside_NeverShowIt()
    {
        string[] forms =
        [
            "password={0}", "Server=db;User Id=sa;Password={0};", "pwd: {0}", "{{\"password\":\"{0}\"}}", "{{\"a\":{{\"api_key\":\"{0}\"}}}}",
            "https://ann:{0}@example.com/", "https://example.com/?access_token={0}&x=1", "Authorization: Bearer {0}", "Bearer {0}", "<Password>{0}</Password>",
            "--password={0}", "token = '{0}'", "client_secret=\"{0}\"", "AccountKey={0};", "Cookie: sid={0}", "password => {0}",
            "User {{ Name = ann, Password = {0} }}", "-----BEGIN PRIVATE KEY-----\n{0}\n-----END PRIVATE KEY-----", "ghp_{0}0123456789", "eyJhbGciOi{0}.e.s",
            "sk_live_{0}", "xoxb-{0}", "<add key=\"password\" value=\"{0}\" />", "{{\"name\":\"api_key\",\"value\":\"{0}\"}}", "run --password {0} now",
            "login with password '{0}' failed", "curl -u ann:{0} https://example.com", "token:\n  {0}", "password: |\n  {0}\nend", "pässword={0}",
        ];
        foreach (var form in forms)
        {
            string In(string canary) => string.Format(CultureInfo.InvariantCulture, form, canary);
            Check("string " + form, In);
            Check("log " + form, canary => Redactor.Default.Redact(In(canary)), alsoWhenOff: false);
            Check("exception " + form, canary => new InvalidOperationException(In(canary)));
            Check("inner exception " + form, canary => new AggregateException(new IOException(In(canary))));
            Check("builder " + form, canary => new StringBuilder("x ").Append(In(canary)));
            Check("chars " + form, canary => In(canary).ToCharArray());
            Check("char memory " + form, canary => In(canary).AsMemory());
            Check("char list " + form, canary => In(canary).ToList());
            Check("key " + form, canary => new Dictionary<string, int> { [In(canary)] = 1 });
            Check("element " + form, canary => new HashSet<string> { In(canary) });
            Check("json " + form, canary => JsonDocument.Parse(JsonSerializer.Serialize(In(canary))).RootElement);
            CheckBytes("bytes " + form, canary => Encoding.UTF8.GetBytes(In(canary)));
            CheckBytes("wide bytes " + form, canary => Encoding.Unicode.GetBytes(In(canary)));
            CheckBytes("byte memory " + form, canary => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(In(canary)));
        }
    }

    [Fact]
    public void Texts_SecretAcrossTheCut_LeaveNoPieceOfIt()
    {
        for (var before = 940; before < 1010; before++)
        {
            var text = new string('.', before) + " ghp_abcdefghijklmnopqrstuvwxyz0123456789 and more" + new string('.', 2000);

            Taken(text).Text.ShouldNotContain("ghp_");
            Taken(new string('.', before) + " password=hunter2hunter2 " + new string('.', 2000)).Text.ShouldNotContain("hunt");
        }
    }

    [Fact]
    public void Bytes_UnderAKeyName_AreNotShown()
    {
        var key = new byte[] { 0xde, 0xad, 0xbe, 0xef };
        foreach (var value in new object[]
        {
            new { key }, new { iv = key }, new { encryptionKey = key }, new { salt = key }, new { masterKey = key.AsMemory() }, new WithKey { _key = key },
            new { hmac = new HMACSHA256(key) }, new { keys = new List<byte>(key) },
        })
        {
            Taken(value).Text.ShouldNotContain("\"222\"");
        }

        Taken(new { picture = key }).Text.ShouldContain("\"222\"");
        Taken(key, "key").Text.ShouldNotContain("\"222\"");
        Taken(key, "picture").Text.ShouldContain("\"222\"");
    }

    [Fact]
    public void Types_OfSecrets_AreNotOpened()
    {
        var secure = new SecureString();
        secure.AppendChar('x');
        using var rsa = RSA.Create(2048);
        using var aes = Aes.Create();
        foreach (var value in new object[]
        {
            secure, new NetworkCredential("ann", "x"), new Cookie("a", "b"), rsa, aes, rsa.ExportParameters(true), new HMACSHA256([1, 2, 3]),
            new AuthenticationHeaderValue("Bearer", "x"), new ApiKey("x"), new LoginCredentials(), new CookieContainer(), new Password("x"),
        })
        {
            Taken(value).Root.ShouldBe(new CapturedNode { Kind = "redacted", Value = "type" });
            Taken(new { it = value }).Text.ShouldContain("redacted");
            ValueText.Of(value, Redactor.Default).ShouldBe("[redacted]");
        }
    }

    [Fact]
    public void Types_AddedByTheUser_AreNotOpened()
    {
        var rules = new RedactionRules { Types = [typeof(CanaryTests).FullName + ".Plain", "System.Guid", "System.IFormattable"] };

        Capture.Taken.Of(new Plain(), rules: rules).Root.Kind.ShouldBe("redacted");
        Capture.Taken.Of(Guid.NewGuid(), rules: rules).Root.Kind.ShouldBe("redacted");
        Capture.Taken.Of(new { id = Guid.NewGuid() }, rules: rules).Field("id").Kind.ShouldBe("redacted");
        Capture.Taken.Of(new Plain()).Root.Kind.ShouldBe("object");
    }

    [Fact]
    public void Methods_WithASecretName_HideWhatTheyReturnAndWhatTheyAreGiven()
    {
        var (value, ok) = ("hunter2", true);
        var session = new CaptureSession();
        session.Begin(new CaptureLimits(), Redactor.Default, MethodSecrets.Of("Users.GetPassword", Redactor.Default));
        session.Value("@return", "return", null, ref value);
        session.Value("valid", "return", null, ref ok);
        var returned = Capture.Taken.End(session);
        session.Begin(new CaptureLimits(), Redactor.Default, MethodSecrets.Of("User.ApiKey.set", Redactor.Default));
        session.Value("value", "argument", null, ref value);
        var given = Capture.Taken.End(session);

        returned.Text.ShouldNotContain("hunter2");
        returned.Node(1).Value.ShouldBe("true");
        given.Text.ShouldNotContain("hunter2");
    }

    [Fact]
    public void HarmlessNeighbours_OfSecrets_StayVisible()
    {
        var taken = Taken(new { user = "ann", tokenCount = 5, hasPassword = true, keyboard = "qwerty", cancellationToken = CancellationToken.None, password = "x" });

        taken.Root.Fields.ShouldNotBeNull().Where(f => taken.Node(f.Node).Kind == "redacted").Select(f => f.Name).ShouldBe(["password"]);
    }

    private static IEnumerable<(string Shape, Func<string, object> Make)> Keyed(string name)
    {
        yield return ("dictionary", c => new Dictionary<string, string> { [name] = c });
        yield return ("dictionary of objects", c => new Dictionary<object, object> { [name] = new { x = c } });
        yield return ("dictionary of lists", c => new SortedDictionary<string, string[]>(StringComparer.Ordinal) { [name] = [c] });
        yield return ("concurrent dictionary", c => new ConcurrentDictionary<string, string> { [name] = c });
        yield return ("immutable dictionary", c => ImmutableDictionary<string, string>.Empty.Add(name, c));
        yield return ("read-only dictionary", c => new ReadOnlyDictionary<string, string>(new Dictionary<string, string> { [name] = c }));
        yield return ("hashtable", c => new Hashtable { [name] = c });
        yield return ("names with values", c => new NameValueCollection { { name, c } });
        yield return ("list of pairs", c => new List<KeyValuePair<string, string>> { new(name, c) });
        yield return ("boxed entry", c => new object[] { new DictionaryEntry(name, c) });
        yield return ("pair of a tuple", c => new[] { (name, c) });
        yield return ("header object", c => new Header { Name = name, Value = c });
        yield return ("record", c => new Parameter(name, c));
        yield return ("flat list", c => new[] { "--user", "ann", "--" + name, c });
        yield return ("json", c => JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [name] = c })).RootElement);
        yield return ("json node", c => JsonNode.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [name] = c }))!);
        yield return ("expando", c => Expando(name, c));
        yield return ("array list", c => new ArrayList { new DictionaryEntry(name, c) });
        yield return ("exception data", c => WithData(name, c));
        yield return ("composite key", c => new Dictionary<(string, int), string> { [(name, 1)] = c });
        yield return ("string dictionary", c => new StringDictionary { [name] = c });
        yield return ("old dictionary", c => new ListDictionary { [name] = c });
        yield return ("group", c => new[] { (name, c) }.GroupBy(pair => pair.Item1, pair => pair.Item2).ToArray());
        yield return ("lookup", c => new[] { (name, c) }.ToLookup(pair => pair.Item1, pair => pair.Item2));
        yield return ("ordered dictionary", c => new OrderedDictionary { [name] = c });
    }

    private static IEnumerable<(string Shape, Func<string, object> Make)> Shapes()
    {
        yield return ("auto property", c => new User { Password = c });
        yield return ("base class", c => new Admin { Password = c });
        yield return ("private field", c => new WithField(c));
        yield return ("primary constructor", c => new WithCapture(c));
        yield return ("record", c => new Login("ann", c));
        yield return ("record struct", c => new LoginStruct("ann", c));
        yield return ("anonymous", c => new { Id = 1, apiKey = c });
        yield return ("list", c => new List<User> { new() { Password = c } });
        yield return ("array of structs", c => new[] { new LoginStruct("ann", c) });
        yield return ("nullable", c => new { login = (LoginStruct?)new LoginStruct("ann", c) });
        yield return ("closure", c => Closure(c));
        yield return ("iterator", StateMachine);
        yield return ("lazy", c => new { secretLazy = new Lazy<string>(c) });
        yield return ("task", c => new { tokenTask = Task.FromResult(c) });
        yield return ("wrapped", c => new { secret = new { anything = new[] { c } } });
        yield return ("field of object", c => new { password = (object)c });
        yield return ("tuple field", c => new WithTuple { Both = ("ann", c) });
        yield return ("credential", c => new { login = new NetworkCredential("ann", c) });
        yield return ("connection", c => new { builder = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = $"Server=x;Password={c}" } });
        yield return ("uri", c => new Uri($"https://ann:{c}@example.com/"));
        yield return ("exception", c => new LoginFailed(c));
        yield return ("xml", c => new XElement("password", c));
        yield return ("xml attribute", c => new XElement("user", new XAttribute("password", c)));
        yield return ("data table", c => Table(c));
        yield return ("headers", c => Request(c));
        yield return ("interface", c => new List<IUser> { new User { Password = c } });
        yield return ("linked", c => new LinkedList<User>([new User { Password = c }]));
        yield return ("event arguments", c => new SecretArgs { AccessToken = c });
        yield return ("actual value of an argument", c => new ArgumentOutOfRangeException("password", c, "too long"));
        yield return ("static nested generic", c => new Box<string> { Secret = c });
    }

    private static void Check<T>(string shape, Func<string, T> make, string name = "it", string?[]? tuple = null, bool alsoWhenOff = true)
    {
        var canary = "Kanarienvogel" + RandomNumberGenerator.GetHexString(8);
        var value = make(canary);
        var limits = new CaptureLimits { Depth = 8, Bytes = 1 << 20 };

        Capture.Taken.Of(value, limits, null, name, tuple).Text.Contains(canary, StringComparison.Ordinal).ShouldBeFalse(shape);
        ValueText.Of(name == "it" ? value : null, Redactor.Default, 4000).Contains(canary, StringComparison.Ordinal).ShouldBeFalse(shape + " as text");
        if (alsoWhenOff)
        {
            Capture.Taken.Of(value, limits, new RedactionRules { Enabled = false }, name, tuple).Text
                .Contains(canary, StringComparison.Ordinal).ShouldBeTrue(shape + " with redaction off");
        }
    }

    private static void CheckBytes<T>(string shape, Func<string, T> make)
    {
        var value = make("Kanarienvogel" + RandomNumberGenerator.GetHexString(8));

        Capture.Taken.Of(value).Text.ShouldNotContain("\"75\"", customMessage: shape);
        Capture.Taken.Of(value, rules: new RedactionRules { Enabled = false }).Text.ShouldContain("\"75\"", customMessage: shape);
    }

    private static Capture.Taken Taken<T>(T value, string name = "it") => Capture.Taken.Of(value, name: name);

    private static ExpandoObject Expando(string name, string canary)
    {
        var expando = new ExpandoObject();
        ((IDictionary<string, object?>)expando)[name] = canary;
        return expando;
    }

    private static Exception WithData(string name, string canary)
    {
        var exception = new InvalidOperationException("x");
        exception.Data[name] = canary;
        return exception;
    }

    private static object Closure(string canary)
    {
        var password = canary;
        return ((Func<string>)(() => password)).Target!;
    }

    private static IEnumerable<string> Iterate(string password)
    {
        var secret = password + "!";
        yield return "first";
        yield return secret + password;
    }

    private static object StateMachine(string canary)
    {
        var items = Iterate(canary).GetEnumerator();
        items.MoveNext();
        return items;
    }

    private static DataTable Table(string canary)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("password", typeof(string));
        table.Rows.Add(canary);
        return table;
    }

    private static HttpRequestMessage Request(string canary)
    {
        var request = new HttpRequestMessage();
        request.Headers.TryAddWithoutValidation("Authorization", canary);
        request.Headers.TryAddWithoutValidation("X-Api-Key", canary);
        request.Headers.TryAddWithoutValidation("Cookie", canary);
        return request;
    }

    private interface IUser;

    private class User : IUser
    {
        public string? Password { get; set; }
    }

    private sealed class Admin : User;

    private sealed class WithField(string canary)
    {
        private readonly string _apiKey = canary;

        public int Length => _apiKey.Length;
    }

    private sealed class WithCapture(string password)
    {
        public int Length => password.Length;
    }

    private sealed record Login(string User, string Secret);

    private readonly record struct LoginStruct(string User, string AccessToken);

    private sealed record Parameter(string Key, object Value);

    private sealed class Header
    {
        public string? Name { get; set; }

        public string? Value { get; set; }
    }

    private sealed class WithTuple
    {
        public (string User, string Password) Both;
    }

    private sealed class WithKey
    {
        public byte[]? _key;
    }

    private sealed class LoginFailed(string canary) : Exception("login failed")
    {
        public string Password { get; } = canary;
    }

    private sealed class SecretArgs : EventArgs
    {
        public string? AccessToken { get; set; }
    }

    private sealed class Box<T>
    {
        public T? Secret { get; set; }
    }

    private sealed record ApiKey(string Value);

    private sealed class LoginCredentials;

    private readonly record struct Password(string Value);

    private sealed class Plain;
}
