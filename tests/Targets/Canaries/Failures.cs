using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Seeds;
using static Seeds.Canary;

namespace Canaries;

/// <summary>Exceptions that carry secrets: in messages, inner messages, data, fields, and in the variables of the frames they pass.</summary>
public static class Failures
{
    private static readonly string[] s_forms =
    [
        "login failed for Server=db;Password={0};", "GET https://ann:{0}@example.com/ failed", "Bearer {0} was refused", "token '{0}' is not valid: token={0}",
        "key ghp_{0}0123456789abcdef", "{{\"password\":\"{0}\"}} is no JSON", "password: {0}", "-----BEGIN PRIVATE KEY-----\n{0}\n-----END PRIVATE KEY-----",
    ];

    public static async Task<string> Run()
    {
        foreach (var form in s_forms)
        {
            Try(() => Plain(string.Format(form, Secret("failure: message " + form))));
            Try(() => Inner(string.Format(form, Secret("failure: inner " + form)), string.Format(form, Secret("failure: innermost " + form))));
            Try(() => Aggregate(string.Format(form, Secret("failure: first of many " + form)), string.Format(form, Secret("failure: second of many " + form))));
        }

        Try(() => Long(new string('.', 1990) + " password=" + Secret("failure: across the cut of a message")));
        Try(() => Throw(new LoginFailed(Secret("failure: property"), Secret("failure: virtual message"))));
        Try(() => Throw(WithEntries(Secret("failure: data"), Secret("failure: data text"))));
        Try(() => Frames(Secret("failure: argument"), Canary.Open("frame argument")));
        Try(() => Filtered(Secret("failure: filtered argument")));
        Try(() => Swallows(Secret("failure: swallowed argument")));
        await TryAsync(() => Async(Secret("failure: async argument")));
        Try(() => Throw(new ArgumentException("the password is too short", "password", new FormatException($"pwd={Secret("failure: inner of an argument")}"))));
        Try(() => Throw(new ArgumentOutOfRangeException("password", Secret("failure: actual value"), "too long")));
        Try(() => Throw(new FileNotFoundException("no file", $"/x?access_token={Secret("failure: file name")}")));
        Try(() => Throw(new KeyNotFoundException(Canary.Open("message"))));
        return "";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Plain(string value) => throw new InvalidOperationException(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Inner(string value, string innermost) =>
        throw new InvalidDataException("outside", new IOException(value, new FormatException(innermost)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Aggregate(string one, string two) => throw new AggregateException(new IOException(one), new FormatException(two));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Long(string value) => throw new NotSupportedException(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(Exception exception) => throw exception;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Frames(string password, string value)
    {
        var connectionString = "Server=db;Pwd=" + password;
        try
        {
            Throw(new TimeoutException("no answer"));
        }
        finally
        {
            GC.KeepAlive(connectionString);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Filtered(string password)
    {
        try
        {
            Throw(new TimeoutException("no answer"));
            return 1;
        }
        catch (TimeoutException e) when (e.Message.Length + password.Length > 3)
        {
            return 2;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Swallows(string apiKey)
    {
        try
        {
            Throw(new TimeoutException("no answer for token=" + apiKey));
            return 1;
        }
        catch (Exception e)
        {
            return e.Message.Length;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Async(string password)
    {
        await Task.Yield();
        Throw(new TimeoutException("no answer for password=" + password));
        return password.Length;
    }

    private static Exception WithEntries(string secret, string anotherSecret)
    {
        var exception = new InvalidOperationException("with data") { Data = { ["password"] = secret, ["sql"] = "Server=db;Pwd=" + anotherSecret, ["city"] = Canary.Open("data") } };
        exception.HelpLink = $"https://ann:{anotherSecret}@example.com";
        exception.Source = "x";
        return exception;
    }

    private static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            GC.KeepAlive(e);
        }
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            GC.KeepAlive(e);
        }
    }

    private sealed class LoginFailed(string password, string secret) : Exception("login failed")
    {
        public string Password { get; } = password;

        public override string Message => "password=" + secret;
    }
}
