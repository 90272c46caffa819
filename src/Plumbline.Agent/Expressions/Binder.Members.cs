using System.Linq.Expressions;
using System.Reflection;
using Plumbline.Agent.Capture;

namespace Plumbline.Agent.Expressions;

/// <content>Fields, properties and indexers.</content>
internal sealed partial class Binder
{
    private Operand BindMember(MemberSyntax syntax)
    {
        if (TryQualifiedType(syntax) is { } qualified)
        {
            return qualified;
        }

        var target = Bind(syntax.Target);
        if (target.IsBad)
        {
            return target;
        }

        return target.TypeName is { } type ? StaticMember(type, syntax) : ReadMember(Single(target), syntax.Name, syntax);
    }

    /// <summary><c>Shop.Orders.OrderStatus</c>: a chain of names of which the first is no variable and no type alone.</summary>
    private Operand? TryQualifiedType(MemberSyntax syntax)
    {
        var names = new List<string>();
        Syntax node = syntax;
        for (; node is MemberSyntax member; node = member.Target)
        {
            names.Insert(0, member.Name);
        }

        if (node is not NameSyntax first || IsValueName(first.Name))
        {
            return null;
        }

        names.Insert(0, first.Name);
        return _types.Resolve([.. names]) is { } type ? TypeOperand(type, syntax) : null;
    }

    private bool IsValueName(string name) =>
        _lambdas.Any(l => l.Name == name) || scope.Any(v => v.Name == name)
        || scope.Any(v => v.Name == "this" && MemberSearch.Find(v.Type, name) is not null);

    private Operand ReadMember(Operand target, string name, Syntax syntax)
    {
        if (target.IsBad)
        {
            return target;
        }

        if (target.IsNullLiteral)
        {
            return Fail("null has no members", syntax);
        }

        var type = target.Type;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return NullableMember(target, underlying, name, syntax);
        }

        if (TupleNames.IsTuple(type) && TupleMember(target, name, syntax) is { } member)
        {
            return member;
        }

        if (ExceptionField(type, name) is { } exceptionField)
        {
            return Operand.Of(Expression.Field(NotNull(target), exceptionField), syntax);
        }

        if (TypeMember(target, name, syntax) is { } typeMember)
        {
            return typeMember;
        }

        if (FrameworkProperty(type, name) is { } property)
        {
            return Property(target, property, syntax);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(SpanView<>) && name == "Length")
        {
            return Property(target, type.GetProperty(name)!, syntax);
        }

        if (name == "Count" && ElementSource.Find(type) is { HasCount: true } source)
        {
            return CountOf(target, source, syntax);
        }

        return MemberSearch.Find(type, name) switch
        {
            FieldInfo field => FieldOf(target, field, syntax),
            PropertyInfo found => PropertyOf(target, found, syntax),
            _ => UnknownMember(type, name, syntax),
        };
    }

    private static PropertyInfo? FrameworkProperty(Type type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (FrameworkMembers.HasProperty(t, name))
            {
                return (t.IsArray ? typeof(Array) : t).GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
            }
        }

        return null;
    }

    private Operand FieldOf(Operand target, FieldInfo field, Syntax syntax) =>
        field.FieldType.IsPointer || field.FieldType.IsByRef || field.FieldType.IsByRefLike || field.FieldType.IsFunctionPointer
            ? Fail($"'{field.Name}' is {BuiltInTypes.Name(field.FieldType)}, which an expression can't read", syntax)
            : new Operand { Node = Expression.Field(NotNull(target), field), Syntax = syntax, Tuple = TupleNames.Of(field) };

    /// <summary>
    /// A member of a tuple under the name that the source gives to it, else as ItemN; null where it has none such. SAFETY: names decide
    /// what is redacted, so a member that has one can't be read under a number.
    /// </summary>
    private Operand? TupleMember(Operand target, string name, Syntax syntax)
    {
        var node = target.Node;
        for (var index = 0; ; index++)
        {
            if (index > 0 && index % 7 == 0)
            {
                if (node.Type.GetField("Rest") is not { } rest || !TupleNames.IsTuple(rest.FieldType))
                {
                    return null;
                }

                node = Expression.Field(node, rest);
            }

            if (node.Type.GetField($"Item{(index % 7) + 1}") is not { } item)
            {
                return null;
            }

            var own = target.Tuple?.Member(index);
            if (name == (own ?? $"Item{index + 1}"))
            {
                return new Operand { Node = Expression.Field(node, item), Syntax = syntax, Tuple = target.Tuple?.Part(index) };
            }

            if (own is not null && name == $"Item{index + 1}")
            {
                return Fail($"'{name}' is named '{own}' in the source; write that", syntax);
            }
        }
    }

    private Operand Property(Operand target, PropertyInfo property, Syntax syntax)
    {
        if (!target.Type.IsValueType)
        {
            return Operand.Of(Expression.Property(NotNull(target), property), syntax);
        }

        MayThrow |= target.Type.IsGenericType;
        return Operand.Of(OnStored(target.Node, v => Expression.Property(v, property)), syntax);
    }

    private Operand PropertyOf(Operand target, PropertyInfo property, Syntax syntax)
    {
        var getter = property.GetMethod!;
        var isFinal = !getter.IsVirtual || getter.IsFinal || getter.DeclaringType!.IsSealed || target.Type.IsSealed;
        if (isFinal)
        {
            return FieldGetter.FieldOf(getter) is { } field ? FieldOf(target, field, syntax) : ComputedProperty(target.Type, property, syntax);
        }

        if (property.PropertyType.IsByRef || property.PropertyType.IsByRefLike || property.PropertyType.IsPointer || target.Type.IsValueType)
        {
            return ComputedProperty(target.Type, property, syntax);
        }

        var site = Activator.CreateInstance(typeof(MemberSite<>).MakeGenericType(property.PropertyType), getter)!;
        var value = NewLocal(property.PropertyType);
        MayThrow = true;
        return Operand.Of(
            Expression.Block(
                Expression.IfThen(
                    Expression.Not(Expression.Call(Expression.Constant(site), nameof(MemberSite<int>.TryRead), null, NotNull(target), value)),
                    Undefine($"{SourceOf(syntax)} runs code in the type of this object", typeof(void))),
                value),
            syntax);
    }

    private Operand ComputedProperty(Type type, PropertyInfo property, Syntax syntax)
    {
        var readable = MemberSearch.Names(type).Where(n => n != property.Name && IsReadable(type, n)).Distinct().Take(8).ToArray();
        var hint = readable.Length == 0 ? "" : $"; it has {string.Join(", ", readable)}";
        return Fail($"'{property.Name}' of {BuiltInTypes.Name(type)} runs code, and only properties that read a field can be used{hint}", syntax);
    }

    private static bool IsReadable(Type type, string name) => MemberSearch.Find(type, name) switch
    {
        FieldInfo => true,
        PropertyInfo property => FieldGetter.FieldOf(property.GetMethod!) is not null || FrameworkMembers.HasProperty(type, name),
        _ => false,
    };

    private Operand UnknownMember(Type type, string name, Syntax syntax)
    {
        var names = MemberSearch.Names(type).Concat(FrameworkMembers.Properties(type)).Distinct().ToArray();
        var nearest = NearestNames.Of(name, names);
        var hint = nearest.Length > 0 ? Hint(nearest)
            : names.Length > 0 ? $"; it has {string.Join(", ", names.Take(12))}"
            : type == typeof(object) || type.IsInterface ? "; cast it to its type first, as in ((Order)x).Total" : "";
        return Fail($"{BuiltInTypes.Name(type)} has no field or property '{name}'{hint}", syntax);
    }

    private Operand NullableMember(Operand target, Type underlying, string name, Syntax syntax)
    {
        return name switch
        {
            "HasValue" => Operand.Of(OnStored(target.Node, HasValue), syntax),
            "Value" => Unwrap(target, target.Syntax),
            _ => Fail(
                $"{BuiltInTypes.Name(target.Type)} has no '{name}'; write {SourceOf(target.Syntax)}.Value.{name} or {SourceOf(target.Syntax)}?.{name}"
                + (MemberSearch.Find(underlying, name) is null ? $" ({BuiltInTypes.Name(underlying)} has none either)" : ""), syntax),
        };
    }

    /// <summary><c>Message</c> and such are virtual, and users override them: the fields behind them are read.</summary>
    private static FieldInfo? ExceptionField(Type type, string name)
    {
        var field = name switch { "Message" => "_message", "InnerException" => "_innerException", "HResult" => "_HResult", "Source" => "_source", _ => null };
        return field is not null && typeof(Exception).IsAssignableFrom(type)
            ? typeof(Exception).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)
            : null;
    }

    private Operand? TypeMember(Operand target, string name, Syntax syntax) =>
        typeof(Type).IsAssignableFrom(target.Type) && name is "Name" or "FullName" or "Namespace"
            ? Operand.Of(Expression.Call(typeof(FrameworkText), nameof(FrameworkText.TypeName), null, NotNull(target), Expression.Constant(name)), syntax)
            : null;

    private Operand StaticMember(Type type, MemberSyntax syntax)
    {
        if (type.IsEnum)
        {
            return Enum.IsDefined(type, syntax.Name)
                ? Operand.Of(Enum.Parse(type, syntax.Name), type, syntax)
                : Fail($"{type.Name} has no '{syntax.Name}'{Hint(NearestNames.Of(syntax.Name, Enum.GetNames(type)))}", syntax);
        }

        if (TypeNames.Nested(type, syntax.Name) is { } nested)
        {
            return TypeOperand(nested, syntax);
        }

        var member = MemberSearch.Find(type, syntax.Name, isStatic: true);
        if (FrameworkMembers.HasStatic(type, syntax.Name))
        {
            return Operand.Of(Expression.MakeMemberAccess(null, member!), syntax);
        }

        var field = member as FieldInfo ?? (member is PropertyInfo property ? FieldGetter.FieldOf(property.GetMethod!) : null);
        if (field is { IsLiteral: true })
        {
            return Operand.Of(field.GetRawConstantValue(), field.FieldType, syntax);
        }

        if (field is null)
        {
            return Fail(
                member is null
                    ? $"{BuiltInTypes.Name(type)} has no static '{syntax.Name}'{Hint(NearestNames.Of(syntax.Name, MemberSearch.Names(type, isStatic: true)))}"
                    : $"'{syntax.Name}' of {BuiltInTypes.Name(type)} runs code, and only properties that read a field can be used", syntax);
        }

        return StaticInitialisation.IsDone(field.DeclaringType!)
            ? Operand.Of(Expression.Field(null, field), syntax)
            : Fail($"The static fields of {BuiltInTypes.Name(type)} can't be read: its static constructor has not run yet, and reading would run it", syntax);
    }

    private Operand BindIndex(IndexSyntax syntax)
    {
        var target = BindOperand(syntax.Target);
        var arguments = syntax.Arguments.Select(BindOperand).ToArray();
        if (target.IsBad || arguments.Any(a => a.IsBad))
        {
            return Operand.Bad(syntax);
        }

        if (target.Type.IsArray && arguments.Length == target.Type.GetArrayRank())
        {
            return ArrayElement(target, arguments, syntax);
        }

        if (arguments.Length != 1)
        {
            return Fail($"{Describe(target)} has no indexer with {arguments.Length} arguments", syntax);
        }

        return Indexers.Find(target.Type) switch
        {
            { IsLookup: true } lookup => Lookup(target, arguments[0], lookup, syntax),
            { } positional => Positional(target, arguments[0], positional, syntax),
            null => Fail($"{Describe(target)} has no indexer of the framework; arrays, strings, lists and dictionaries have", syntax),
        };
    }

    private Operand ArrayElement(Operand target, Operand[] arguments, IndexSyntax syntax)
    {
        var array = NewLocal(target.Type);
        var code = new List<Expression> { Expression.Assign(array, NotNull(target)) };
        var indexes = new List<Expression>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (IndexNumber(arguments[i]) is not { } number)
            {
                return Fail($"An index is a whole number, not {Describe(arguments[i])}", arguments[i].Syntax);
            }

            var index = NewLocal(typeof(long));
            var dimension = Expression.Constant(i);
            var isVector = target.Type.IsSZArray;
            Expression low = isVector ? Expression.Constant(0L) : Expression.Convert(Expression.Call(array, "GetLowerBound", null, dimension), typeof(long));
            Expression high = isVector
                ? Expression.Convert(Expression.ArrayLength(array), typeof(long))
                : Expression.Add(low, Expression.Convert(Expression.Call(array, "GetLength", null, dimension), typeof(long)));
            code.Add(Expression.Assign(index, number));
            code.Add(Expression.IfThen(
                Expression.OrElse(Expression.LessThan(index, low), Expression.GreaterThanOrEqual(index, high)),
                Undefine($"The index {SourceOf(arguments[i].Syntax)} is out of range", typeof(void))));
            indexes.Add(Expression.Convert(index, typeof(int)));
        }

        code.Add(indexes.Count == 1 && target.Type.IsSZArray ? Expression.ArrayIndex(array, indexes[0]) : Expression.ArrayIndex(array, indexes));
        return Operand.Of(Expression.Block(code), syntax);
    }

    /// <summary>Any whole number as long; one beyond long is out of range like any other large one.</summary>
    private static Expression? IndexNumber(Operand index) =>
        !NumericTypes.IsIntegral(index.Type) ? null
        : index.Type == typeof(ulong) || index.Type == typeof(nuint)
            ? Expression.Condition(
                Expression.GreaterThan(NumericTypes.Convert(index.Node, typeof(ulong)), Expression.Constant((ulong)long.MaxValue)),
                Expression.Constant(long.MaxValue), NumericTypes.Convert(index.Node, typeof(long)))
            : NumericTypes.Convert(index.Node, typeof(long));

    private Operand Positional(Operand target, Operand index, Indexers indexer, Syntax syntax)
    {
        if (IndexNumber(index) is not { } number)
        {
            return Fail($"An index is a whole number, not {Describe(index)}", index.Syntax);
        }

        var value = NewLocal(indexer.Value);
        MayThrow = true;
        return Operand.Of(
            Expression.Block(
                Expression.IfThen(
                    Expression.Not(indexer.Call(NotNull(target), number, value)),
                    Undefine($"The index {SourceOf(index.Syntax)} is out of range", typeof(void))),
                value),
            syntax);
    }

    private Operand Lookup(Operand target, Operand key, Indexers indexer, Syntax syntax)
    {
        if (!Indexers.IsSafeKey(indexer.Key!))
        {
            return Fail($"Keys of type {BuiltInTypes.Name(indexer.Key!)} compare by user code, which is never run", syntax);
        }

        if (ConvertImplicitly(key, indexer.Key!) is not { } converted)
        {
            return Fail($"The key is a {BuiltInTypes.Name(indexer.Key!)}, but this is {Describe(key)}", key.Syntax);
        }

        var value = NewLocal(indexer.Value);
        MayThrow = true;
        return Operand.Of(
            Expression.Block(
                Expression.IfThen(
                    Expression.Not(indexer.Call(NotNull(target), converted, value)),
                    Undefine($"There is no key {SourceOf(key.Syntax)}", typeof(void))),
                value),
            syntax);
    }
}
