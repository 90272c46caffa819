namespace Plumbline.Agent.Il;

/// <summary>The tokens of a module with those that were emitted into it later, which its mapped metadata does not show.</summary>
internal sealed class EmittedSignatures(MetadataSignatures module) : ITokenSignatures
{
    private readonly Dictionary<int, byte[]> _blobs = [];
    private readonly HashSet<int> _strings = [];

    /// <param name="token">A StandAloneSig (0x11…) or TypeSpec (0x1B…).</param>
    public void Add(int token, byte[] blob)
    {
        lock (_blobs)
        {
            _blobs[token] = blob;
        }
    }

    public void AddString(int token)
    {
        lock (_blobs)
        {
            _strings.Add(token);
        }
    }

    /// <summary>Gives back what was looked up in the metadata.</summary>
    public void Forget() => module.Forget();

    public CallShape? Call(int token) => module.Call(token);

    public FieldShape? Field(int token) => module.Field(token);

    public CallShape? Indirect(int token) =>
        Emitted(token, 0x11) is { } blob ? Parsed(() => module.Indirect(blob)) : module.Indirect(token);

    public StackType? Type(int token) =>
        Emitted(token, 0x1B) is { } blob
            ? Parsed(() => SignatureType.Parse(blob)) is { } type ? module.Of(type) : null
            : module.Type(token);

    public LocalSignature? Locals(int token) =>
        Emitted(token, 0x11) is { } blob ? Parsed(() => LocalSignature.Parse(blob)) : module.Locals(token);

    public TokenNeeds? Needs(int token)
    {
        if (Emitted(token, 0x11) is { } signature)
        {
            return ParsedNeeds(signature, TokenGenerics.OfStandAlone);
        }

        return Emitted(token, 0x1B) is { } type ? ParsedNeeds(type, static blob => TokenNeeds.Of(blob)) : module.Needs(token);
    }

    public bool HasString(int token)
    {
        lock (_blobs)
        {
            return _strings.Contains(token) || module.HasString(token);
        }
    }

    public StackType Of(SignatureType type) => module.Of(type);

    public bool SameType(SignatureType a, SignatureType b) => module.SameType(a, b);

    private byte[]? Emitted(int token, int table)
    {
        lock (_blobs)
        {
            return (uint)token >> 24 == table && _blobs.TryGetValue(token, out var blob) ? blob : null;
        }
    }

    private static TokenNeeds? ParsedNeeds(byte[] blob, Func<byte[], TokenNeeds> parse)
    {
        try
        {
            return parse(blob);
        }
        catch (BadIlException)
        {
            // The answer itself: the token means nothing here.
            return null;
        }
    }

    private static T? Parsed<T>(Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (BadIlException)
        {
            // The answer itself: the token means nothing here.
            return null;
        }
    }
}
