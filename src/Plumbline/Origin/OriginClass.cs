namespace Plumbline.Origin;

/// <summary>Who wrote a line. Silence is <see cref="Unknown"/>, never <see cref="Human"/>.</summary>
internal enum OriginClass : byte
{
    /// <summary>Nobody can say.</summary>
    Unknown,

    /// <summary>A tool wrote it.</summary>
    Ai,

    /// <summary>A person wrote it, by positive evidence.</summary>
    Human,

    /// <summary>Both had a hand in it.</summary>
    Mixed,
}
