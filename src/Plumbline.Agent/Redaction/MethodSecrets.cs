namespace Plumbline.Agent.Redaction;

/// <summary>
/// What the name of a method makes secret of its variables whose own names say nothing: the result of <c>GetPassword</c>, the value that the
/// setter of <c>ApiKey</c> is given, everything in a type that wraps a secret, as its constructor does.
/// </summary>
/// <param name="Result">What it returns is secret.</param>
/// <param name="Value">Its parameter <c>value</c> is secret.</param>
/// <param name="All">Its arguments and locals are, and what it returns.</param>
internal readonly record struct MethodSecrets(bool Result, bool Value, bool All)
{
    private const string Returned = "@return";
    private const string Given = "value";

    public bool IsNone => !(Result || Value || All);

    /// <summary>Of a source name such as <c>Shop.User.Password.set</c>, or a compiled one such as <c>set_Password</c>.</summary>
    public static MethodSecrets Of(string method, Redactor redactor)
    {
        if (!redactor.IsEnabled)
        {
            return default;
        }

        var parameters = method.IndexOf('(', StringComparison.Ordinal);
        var parts = (parameters < 0 ? method : method[..parameters]).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var last = parts.Length > 0 ? parts[^1] : "";
        var isSetter = parts.Length > 1 && last is "set" or "init";
        var isGetter = parts.Length > 1 && last is "get";
        var member = isSetter || isGetter ? parts[^2] : last;
        var types = parts[..Math.Max(0, parts.Length - (isSetter || isGetter ? 2 : 1))];
        var isSecret = redactor.IsSecretName(member);
        isSetter |= last.StartsWith("set_", StringComparison.Ordinal) || last.StartsWith("init_", StringComparison.Ordinal);
        return new MethodSecrets(isSecret && !isSetter, isSecret && isSetter, Array.Exists(types, SecretTypes.IsNamedSecret));
    }

    /// <summary>Whether a variable of this role and name is secret; an expression is where it reads one.</summary>
    public bool Hide(string role, string name) => role switch
    {
        "return" => Result || All,
        "argument" => All || (Value && name == Given),
        "local" => All,
        "expression" => All || (Result && name.Contains(Returned, StringComparison.Ordinal)) || (Value && name.Contains(Given, StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>Whether an identifier of an expression is.</summary>
    public bool Hide(string identifier) => All || (Result && identifier == Returned) || (Value && identifier == Given);
}
