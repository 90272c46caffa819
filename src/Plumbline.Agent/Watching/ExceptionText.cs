using System.Reflection;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Watching;

/// <summary>Reads an exception by its fields: its properties are virtual, and no code of the user's runs here.</summary>
internal static class ExceptionText
{
    private const int MostCharacters = 2000;
    private const int MostInner = 8;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageField(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerField(Exception exception);

    /// <summary>The message that it was made with; empty where it has none of its own.</summary>
    public static string Message(Exception exception, Redactor redactor)
    {
        var message = MessageField(exception) ?? "";
        var isCut = message.Length > MostCharacters;
        var text = redactor.Redact(isCut ? message[..MostCharacters] : message, open: isCut);
        return isCut ? text + "…" : text;
    }

    /// <summary>The exceptions inside it, from the nearest inwards; of an AggregateException the first.</summary>
    public static List<Exception> Inner(Exception exception)
    {
        var chain = new List<Exception>();
        for (var inner = InnerField(exception); inner is not null && chain.Count < MostInner && !chain.Contains(inner); inner = InnerField(inner))
        {
            chain.Add(inner);
        }

        return chain;
    }

    /// <summary>Whether the exceptions' fields are where this class looks for them.</summary>
    public static bool IsSupported { get; } =
        typeof(Exception).GetField("_message", BindingFlags.Instance | BindingFlags.NonPublic) is not null
        && typeof(Exception).GetField("_innerException", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
}
