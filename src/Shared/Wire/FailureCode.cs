namespace Plumbline.Wire;

/// <summary>Names of failures; the CLI maps each to an exit code.</summary>
internal static class FailureCode
{
    public const string PlaceNotFound = "place-not-found";
    public const string PlaceAmbiguous = "place-ambiguous";
    public const string PlaceRefused = "place-refused";
    public const string BadPlace = "bad-place";
    public const string BadExpression = "bad-expression";
    public const string Redacted = "redacted";
    public const string WrongSymbols = "wrong-symbols";
    public const string VersionSkew = "version-skew";
    public const string NotReady = "not-ready";
    public const string Internal = "internal";
}
