using Plumbline.Agent.Capture;

namespace Plumbline.Agent.Redaction;

/// <summary>What a key says: a string, the name of an enumeration's constant, or the strings inside an object.</summary>
internal static class KeyText
{
    public static bool IsSecret(Redactor redactor, object? key, int depth)
    {
        switch (key)
        {
            case null:
                return false;
            case string text:
                return redactor.IsSecretName(text);
            case char[] letters:
                return redactor.IsSecretName(letters);
            case Enum:
                return TypePlans.Of(key.GetType()).Shape is EnumLeaf leaf && redactor.IsSecretName(leaf.NameOf(EnumLeaf.Bits(key)));
            case Type or Delegate or Array:
                return false;
        }

        var plan = TypePlans.Of(key.GetType());
        if (redactor.IsSecret(plan))
        {
            return true;
        }

        return depth > 0 && plan.Shape switch
        {
            ObjectShape shape => Holds(redactor, shape, key, depth),
            TupleShape tuple => Holds(redactor, tuple.Members, key, depth),
            _ => false,
        };
    }

    private static bool Holds(Redactor redactor, ObjectShape shape, object key, int depth)
    {
        shape.Measure(key);
        foreach (var field in shape.Fields)
        {
            if (!field.Access.Field.FieldType.IsPrimitive && IsSecret(redactor, field.Access.Read(key), depth - 1))
            {
                return true;
            }
        }

        return false;
    }
}
