using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>The locals of a body (LocalVarSig). Existing locals keep their numbers and their bytes.</summary>
internal sealed class LocalSignature
{
    public const byte LocalVarSig = 0x07;

    /// <summary>ldloc takes two bytes, and the runtime keeps the last value for itself.</summary>
    public const int MaxLocals = 0xFFFE;

    private readonly List<SignatureType> _locals = [];

    public IReadOnlyList<SignatureType> Locals => _locals;

    public static LocalSignature Parse(ReadOnlySpan<byte> blob)
    {
        var scanner = new SignatureScanner(blob);
        if (scanner.ReadByte() != LocalVarSig)
        {
            throw scanner.Bad("not a signature of locals");
        }

        var signature = new LocalSignature();
        var count = scanner.ReadCount();
        for (var i = 0; i < count; i++)
        {
            signature._locals.Add(SignatureType.Read(ref scanner));
        }

        return signature;
    }

    /// <param name="typeBlob">A type as in a signature; for one more of an existing local that must not be pinned: its Bare.</param>
    /// <returns>The number of the new local.</returns>
    public int Append(ReadOnlySpan<byte> typeBlob)
    {
        if (_locals.Count >= MaxLocals)
        {
            throw new BadIlException("too many locals");
        }

        _locals.Add(SignatureType.Parse(typeBlob));
        return _locals.Count - 1;
    }

    public int Append(ElementType primitive) => Append([(byte)primitive]);

    /// <summary>The blob for a StandAloneSig.</summary>
    public byte[] Encode()
    {
        var blob = new BlobBuilder();
        blob.WriteByte(LocalVarSig);
        blob.WriteCompressedInteger(_locals.Count);
        foreach (var local in _locals)
        {
            blob.WriteBytes(local.Blob);
        }

        return blob.ToArray();
    }
}
