namespace Plumbline.Agent.Il;

/// <summary>Puts the arguments of a generic instance in the place of the type variables.</summary>
internal readonly struct SignatureSubstitution(SignatureType[]? typeArguments, SignatureType[]? methodArguments)
{
    private const int MaxLength = 1 << 16;

    /// <summary>Without arguments for a kind of variable, those variables stay: they are the ones of the body's own method.</summary>
    public SignatureType Apply(SignatureType type)
    {
        if (!type.ContainsTypeVariables || (typeArguments is null && methodArguments is null))
        {
            return type;
        }

        var scanner = new SignatureScanner(type.Bare) { Places = [] };
        scanner.SkipType();
        var output = new List<byte>(type.Bare.Length * 2);
        var copied = 0;
        foreach (var place in scanner.Places)
        {
            if (Argument(place) is not { } argument)
            {
                continue;
            }

            output.AddRange(type.Bare.AsSpan(copied, place.Start - copied));
            output.AddRange(argument.Bare);
            copied = place.End;
            if (output.Count > MaxLength)
            {
                throw new BadIlException("the instantiated type is too large");
            }
        }

        output.AddRange(type.Bare.AsSpan(copied));
        return SignatureType.Parse(output.ToArray());
    }

    private SignatureType? Argument(VariablePlace place)
    {
        var arguments = place.Element == ElementType.TypeVariable ? typeArguments : methodArguments;
        if (arguments is null)
        {
            return null;
        }

        return place.Number < arguments.Length ? arguments[place.Number] : throw new BadIlException($"no argument for type variable {place.Number}");
    }
}
