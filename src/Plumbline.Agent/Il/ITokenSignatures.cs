namespace Plumbline.Agent.Il;

/// <summary>What the tokens of a body mean for the stack. Null stands for a token that is of the wrong table, or in no row of it.</summary>
internal interface ITokenSignatures
{
    /// <summary>MethodDef, MemberRef of a method, MethodSpec.</summary>
    CallShape? Call(int token);

    /// <summary>StandAloneSig of `calli`; the function pointer on the stack is not among the parameters.</summary>
    CallShape? Indirect(int token);

    /// <summary>Field, MemberRef of a field.</summary>
    FieldShape? Field(int token);

    /// <summary>TypeDef, TypeRef, TypeSpec: what a value of the type is on the stack.</summary>
    StackType? Type(int token);

    /// <summary>StandAloneSig of locals.</summary>
    LocalSignature? Locals(int token);

    /// <summary>What the token asks of the generic context; null when it is in no row of its table.</summary>
    TokenNeeds? Needs(int token);

    bool HasString(int token);

    /// <summary>What a value of a type in one of this module's signatures is on the stack.</summary>
    StackType Of(SignatureType type);

    /// <summary>Whether two value types are the same one, even when they are named by different tokens.</summary>
    bool SameType(SignatureType a, SignatureType b);
}
