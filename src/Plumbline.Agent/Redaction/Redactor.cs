using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Agent.Capture;
using Plumbline.Wire;

namespace Plumbline.Agent.Redaction;

/// <summary>
/// Decides what never leaves the process: by name and type before a value is read, by pattern in every text. Whatever it
/// can't decide it keeps back. Made once for a set of rules and shared by all threads.
/// </summary>
internal sealed class Redactor
{
    public const string Mark = "[redacted]";

    /// <summary>Longest text of an expression that is looked at; a longer one counts as secret.</summary>
    private const int MostExpression = 4096;

    private readonly string[] _names;
    private readonly HashSet<string> _types;
    private readonly Regex[] _patterns;
    private readonly ConditionalWeakTable<Type, StrongBox<bool>> _ownTypes = [];
    private readonly ConditionalWeakTable<Type, StrongBox<bool>>.CreateValueCallback _compare;
    private readonly ConditionalWeakTable<ObjectShape, bool[]> _fields = [];
    private readonly ConditionalWeakTable<ObjectShape, bool[]>.CreateValueCallback _decide;

    private Redactor(RedactionRules rules)
    {
        IsEnabled = rules.Enabled;
        _names = [.. rules.Names.Select(SecretNames.FoldWord).Where(n => n.Length > 0)];
        _types = [.. rules.Types.Where(t => t.Length > 0)];
        _patterns = [.. rules.Patterns.Select(OwnPattern.Compile)];
        _compare = type => new StrongBox<bool>(IsNamed(type));
        _decide = shape => [.. shape.Fields.Select(IsSecretField)];
    }

    /// <summary>The built-in rules alone.</summary>
    public static Redactor Default { get; } = new(new RedactionRules());

    public bool IsEnabled { get; }

    /// <summary>Whether types beyond the built-in list are named, which even scalars must then be compared with.</summary>
    public bool HasOwnTypes => IsEnabled && _types.Count > 0;

    /// <summary>A redactor for these rules.</summary>
    /// <exception cref="ArgumentException">A pattern is not a regular expression.</exception>
    public static Redactor For(RedactionRules rules) =>
        rules is { Enabled: true, Names: [], Types: [], Patterns: [] } ? Default : new Redactor(rules);

    public bool IsSecretName(string name) => IsEnabled && SecretNames.IsSecret(name, _names);

    public bool IsSecretName(ReadOnlySpan<char> name) => IsEnabled && SecretNames.IsSecret(name, _names);

    public bool IsSecretType(Type type) => IsEnabled && (SecretTypes.IsSecret(type) || IsOwnType(type));

    public bool IsSecret(TypePlan plan) => IsEnabled && (plan.IsSecret || (_types.Count > 0 && IsOwnType(plan.Type)));

    /// <summary>Which fields of the type are kept back; null where none needs asking.</summary>
    public bool[]? SecretFields(ObjectShape shape) => IsEnabled ? _fields.GetValue(shape, _decide) : null;

    /// <summary>Whether an expression reads anything with a secret name.</summary>
    public bool IsSecretExpression(string text)
    {
        if (!IsEnabled)
        {
            return false;
        }

        if (text.Length > MostExpression)
        {
            return true;
        }

        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !(char.IsLetterOrDigit(text[i]) || text[i] is '_' or '@' or '$' or '<' or '>' or '-' || text[i] > 127))
            {
                if (i > start && IsSecretName(text.AsSpan(start, i - start)))
                {
                    return true;
                }

                start = i + 1;
            }
        }

        return false;
    }

    /// <summary>Whether the key of a dictionary, or of any pair, names a secret.</summary>
    public bool IsSecretKey<T>(ref T key)
    {
        if (!IsEnabled || (typeof(T).IsValueType && (typeof(T).IsPrimitive || typeof(T) == typeof(Guid))))
        {
            return false;
        }

        return IsSecretKey((object?)key);
    }

    public bool IsSecretKey(object? key) => IsEnabled && KeyText.IsSecret(this, key, 2);

    /// <summary>The text with every secret cut out.</summary>
    /// <param name="open">Whether the text goes on behind what is given.</param>
    public string Redact(string text, bool open = false)
    {
        if (!IsEnabled || text.Length == 0)
        {
            return text;
        }

        var secrets = new TextSpans();
        Find(text, open, secrets);
        if (secrets.Count == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        for (var i = 0; i < secrets.Count; i++)
        {
            var (start, length) = secrets[i];
            result.Append(text, at, start - at).Append(Mark);
            at = start + length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Finds the secrets in a text.</summary>
    /// <param name="open">Whether the text goes on behind what is given; what its end could be the start of counts too.</param>
    public void Find(ReadOnlySpan<char> text, bool open, TextSpans secrets)
    {
        secrets.Clear();
        if (!IsEnabled || text.Length == 0)
        {
            return;
        }

        try
        {
            new SecretText(this, text, open, secrets).Scan();
            foreach (var pattern in _patterns)
            {
                foreach (var match in pattern.EnumerateMatches(text))
                {
                    secrets.Add(match.Index, match.Length);
                }
            }

            secrets.Merge();
        }
        catch (Exception fault)
        {
            // A pattern that ran out of time, or a fault of ours: nothing of the text is shown.
            CaptureFaults.Report("patterns of redaction", fault);
            secrets.Clear();
            secrets.Add(0, text.Length);
        }
    }

    private bool IsSecretField(FieldPlan field) =>
        field.IsSecret || (!field.IsHarmless && _names.Length > 0 && IsSecretName(field.Name))
        || (_types.Count > 0 && IsOwnType(field.Access.Field.FieldType));

    private bool IsOwnType(Type type) => _types.Count > 0 && _ownTypes.GetValue(type, _compare).Value;

    private bool IsNamed(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (SecretTypes.FullName(level) is { } name && (_types.Contains(name) || _types.Contains(name.Replace('+', '.'))))
            {
                return true;
            }
        }

        return type.GetInterfaces().Any(i => SecretTypes.FullName(i) is { } name && _types.Contains(name));
    }
}
