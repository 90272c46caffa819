using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <content>Loops over collections. A lambda's body is part of the loop: there are no closures, and nothing is allocated.</content>
internal sealed partial class Binder
{
    private const string Consumers = "Count Any All Sum Min Max Average First FirstOrDefault Contains";

    private ParameterExpression? _steps;
    private ParameterExpression? _started;
    private ParameterExpression? _matchTicks;

    private static bool IsElementMethod(string name) => name is "Where" or "Select" || Array.IndexOf(Consumers.Split(' '), name) >= 0;

    private static ElementChain? ChainOf(Operand target) =>
        target.Chain ?? (ElementSource.Find(target.Type) is { } source ? new ElementChain(target, source, []) : null);

    private Operand BindElementCall(ElementChain chain, CallSyntax syntax)
    {
        if (syntax.Name is "Where" or "Select")
        {
            return Stage(chain, syntax);
        }

        if (syntax.Arguments.Count > 1)
        {
            return Fail($"{syntax.Name} takes one argument at most", syntax);
        }

        var argument = syntax.Arguments.Count == 1 ? syntax.Arguments[0] : null;
        if (syntax.Name != "Contains" && argument is not null and not LambdaSyntax)
        {
            return Fail($"{syntax.Name} takes a lambda, as in items.{syntax.Name}(i => i.Price > 10)", argument);
        }

        var lambda = argument as LambdaSyntax;
        return syntax.Name switch
        {
            "Count" when lambda is null && chain.Stages.Count == 0 && chain.Source.HasCount => CountOf(chain.Collection, chain.Source, syntax),
            "Count" => Counted(chain, lambda, syntax),
            "Any" => Search(chain, lambda, syntax, found: true),
            "All" when lambda is not null => Search(chain, lambda, syntax, found: false),
            "First" or "FirstOrDefault" => First(chain, lambda, syntax),
            "Contains" when argument is not null and not LambdaSyntax => ContainsElement(chain, argument, syntax),
            "Sum" or "Average" => new ElementSums(this).Bind(chain, lambda, syntax),
            "Min" or "Max" => Extreme(chain, lambda, syntax),
            _ => Fail($"{syntax.Name} needs an argument", syntax),
        };
    }

    private Operand Stage(ElementChain chain, CallSyntax syntax)
    {
        if (syntax.Arguments is not [LambdaSyntax lambda])
        {
            return Fail($"{syntax.Name} takes a lambda, as in items.{syntax.Name}(i => i.Price > 10)", syntax);
        }

        return new Operand
        {
            Node = Expression.Empty(),
            Syntax = syntax,
            Chain = chain with { Stages = [.. chain.Stages, new ElementStage(syntax.Name == "Where", lambda)] },
        };
    }

    /// <summary>A loop whose body is run for each element that passes the stages; the body may jump to <c>done</c>.</summary>
    internal Expression Loop(ElementChain chain, Func<Operand, LabelTarget, Expression> body)
    {
        var done = Expression.Label("done");
        var next = Expression.Label("next");
        var element = NewLocal(chain.Source.Element);
        var (open, advance) = Advance(chain, element, done);
        var code = new List<Expression> { advance, CountStep() };
        var current = Operand.Of(element, chain.Collection.Syntax);
        foreach (var stage in chain.Stages)
        {
            if (stage.IsFilter)
            {
                code.Add(Expression.IfThen(Expression.Not(Predicate(stage.Lambda, current)), Expression.Goto(next)));
                continue;
            }

            var selected = Select(stage.Lambda, current);
            var value = NewLocal(selected.Type == typeof(void) ? typeof(object) : selected.Type);
            code.Add(Error is null ? Expression.Assign(value, selected.Node) : Expression.Empty());
            current = Operand.Of(value, stage.Lambda.Body);
        }

        code.Add(body(current, done));
        return Expression.Block(typeof(void), [.. open, Expression.Loop(Expression.Block(typeof(void), code), done, next)]);
    }

    private (List<Expression> Open, Expression Advance) Advance(ElementChain chain, ParameterExpression element, LabelTarget done)
    {
        var source = chain.Source;
        if (source.Access == ElementAccess.Cursor)
        {
            return AdvanceCursor(chain, element, done);
        }

        if (source.Access == ElementAccess.Enumerator || (source.Access == ElementAccess.List && source.ListFields() is null))
        {
            return AdvanceEnumerator(chain, element, done);
        }

        var collection = NewLocal(chain.Collection.Type);
        var index = NewLocal(typeof(int));
        var count = NewLocal(typeof(int));
        var open = new List<Expression> { Expression.Assign(collection, NotNull(chain.Collection)), Expression.Assign(index, Expression.Constant(0)) };
        Expression read;
        if (source.Access == ElementAccess.List)
        {
            // Size first: a list that grows meanwhile has a longer array, one that is cleared keeps its array.
            var (items, size) = source.ListFields()!.Value;
            var array = NewLocal(items.FieldType);
            open.Add(Expression.Assign(count, Expression.Field(collection, size)));
            open.Add(Expression.Assign(array, Expression.Field(collection, items)));
            open.Add(Expression.IfThen(
                Expression.GreaterThan(count, Expression.ArrayLength(array)), Expression.Assign(count, Expression.ArrayLength(array))));
            read = Expression.ArrayIndex(array, index);
        }
        else
        {
            open.Add(Expression.Assign(count, source.Access == ElementAccess.Array ? Expression.ArrayLength(collection) : Expression.Property(collection, "Length")));
            read = source.Access switch
            {
                ElementAccess.Array => Expression.ArrayIndex(collection, index),
                ElementAccess.String => Expression.Call(collection, typeof(string).GetMethod("get_Chars")!, index),
                _ => Expression.Call(collection, "At", null, index),
            };
        }

        return (open, Expression.Block(
            Expression.IfThen(Expression.GreaterThanOrEqual(index, count), Expression.Goto(done)),
            Expression.Assign(element, read),
            Expression.PreIncrementAssign(index)));
    }

    private (List<Expression> Open, Expression Advance) AdvanceEnumerator(ElementChain chain, ParameterExpression element, LabelTarget done)
    {
        MayThrow = true;
        var method = chain.Source.GetEnumeratorMethod()!;
        var collection = NewLocal(chain.Source.Collection);
        var enumerator = NewLocal(method.ReturnType);
        var moveNext = method.ReturnType.GetMethod("MoveNext", []) ?? typeof(System.Collections.IEnumerator).GetMethod("MoveNext")!;
        var open = new List<Expression>
        {
            Expression.Assign(collection, NotNull(chain.Collection)),
            Expression.Assign(enumerator, Expression.Call(collection, method)),
        };
        return (open, Expression.Block(
            Expression.IfThen(Expression.Not(Expression.Call(enumerator, moveNext)), Expression.Goto(done)),
            Expression.Assign(element, Expression.Property(enumerator, "Current"))));
    }

    private (List<Expression> Open, Expression Advance) AdvanceCursor(ElementChain chain, ParameterExpression element, LabelTarget done)
    {
        MayThrow = true;
        var type = typeof(ElementCursor<>).MakeGenericType(chain.Source.Element);
        var cursor = NewLocal(type);
        var opened = Expression.Call(type, nameof(ElementCursor<int>.TryOpen), null, NotNull(chain.Collection), cursor);
        var open = new List<Expression>
        {
            Expression.IfThen(
                Expression.Not(opened), Undefine($"{SourceOf(chain.Collection.Syntax)} is no collection of the framework", typeof(void))),
        };
        return (open, Expression.IfThen(
            Expression.Not(Expression.Call(cursor, nameof(ElementCursor<int>.Next), null, element)), Expression.Goto(done)));
    }

    /// <summary>All loops of one evaluation share one bound of elements, and one of time.</summary>
    private BlockExpression CountStep()
    {
        _steps ??= Initialised(typeof(int), ExpressionLimits.Elements);
        _started ??= Initialised(typeof(long), 0L);
        var isDue = Expression.Equal(
            Expression.And(_steps, Expression.Constant(ExpressionLimits.ElementsPerClock - 1)), Expression.Constant(0));
        var isOver = Expression.Call(typeof(EvaluationTime), nameof(EvaluationTime.IsOver), null, _started);
        return Expression.Block(
            Expression.IfThen(
                Expression.LessThan(Expression.PreDecrementAssign(_steps), Expression.Constant(0)),
                Undefine($"More than {ExpressionLimits.Elements} elements would have to be read", typeof(void), _abort!)),
            Expression.IfThen(
                Expression.AndAlso(isDue, isOver),
                Undefine($"The loops took more than {ExpressionLimits.EvaluationMilliseconds} ms", typeof(void), _abort!)));
    }

    /// <summary>A local that every evaluation starts with the same value.</summary>
    private ParameterExpression Initialised(Type type, object value)
    {
        var local = NewLocal(type);
        Prologue.Add(Expression.Assign(local, Expression.Constant(value, type)));
        return local;
    }

    internal Operand Select(LambdaSyntax? lambda, Operand element)
    {
        if (lambda is null)
        {
            return element;
        }

        _lambdas.Add((lambda.Parameter, element));
        var value = BindOperand(lambda.Body);
        _lambdas.RemoveAt(_lambdas.Count - 1);
        return value.IsNullLiteral ? Fail("null can't be selected", lambda) : value;
    }

    /// <summary>A predicate that is undefined for an element is false for it.</summary>
    private Expression Predicate(LambdaSyntax? lambda, Operand element)
    {
        if (lambda is null)
        {
            return Expression.Constant(true);
        }

        var (test, own) = InOwnScope(() => Condition(Select(lambda, element)));
        if (Error is not null)
        {
            return Expression.Constant(false);
        }

        if (!own.IsUsed)
        {
            return test;
        }

        var result = NewLocal(typeof(bool));
        var end = Expression.Label("end");
        return Expression.Block(
            Expression.Assign(result, test),
            Expression.Goto(end),
            Expression.Label(own.Label),
            Expression.Assign(result, Expression.Constant(false)),
            Expression.Label(end),
            result);
    }

    private Operand CountOf(Operand target, ElementSource source, Syntax syntax)
    {
        var collection = NotNull(target);
        switch (source.Access)
        {
            case ElementAccess.Array:
                return Operand.Of(Expression.ArrayLength(collection), syntax);
            case ElementAccess.List:
                return Operand.Of(Expression.Property(collection, source.Collection.GetProperty("Count")!), syntax);
            case ElementAccess.String or ElementAccess.Span:
                return Operand.Of(OnStored(collection, c => Expression.Property(c, "Length")), syntax);
            default:
                MayThrow = true;
                var count = NewLocal(typeof(int));
                var type = typeof(ElementCursor<>).MakeGenericType(source.Element);
                return Operand.Of(
                    Expression.Block(
                        Expression.Assign(count, Expression.Call(type, nameof(ElementCursor<int>.CountOf), null, collection)),
                        Expression.IfThen(
                            Expression.LessThan(count, Expression.Constant(0)),
                            Undefine($"{SourceOf(target.Syntax)} is no collection of the framework", typeof(void))),
                        count),
                    syntax);
        }
    }

    private Operand Counted(ElementChain chain, LambdaSyntax? lambda, Syntax syntax)
    {
        var count = NewLocal(typeof(int));
        var loop = Loop(chain, (element, _) => Expression.IfThen(Predicate(lambda, element), Expression.PreIncrementAssign(count)));
        return Operand.Of(Expression.Block(Expression.Assign(count, Expression.Constant(0)), loop, count), syntax);
    }

    /// <summary>Any looks for an element that passes, All for one that does not.</summary>
    private Operand Search(ElementChain chain, LambdaSyntax? lambda, Syntax syntax, bool found)
    {
        var result = NewLocal(typeof(bool));
        var loop = Loop(chain, (element, done) =>
        {
            var test = Predicate(lambda, element);
            return Expression.IfThen(
                found ? test : Expression.Not(test),
                Expression.Block(Expression.Assign(result, Expression.Constant(found)), Expression.Goto(done)));
        });
        return Operand.Of(Expression.Block(Expression.Assign(result, Expression.Constant(!found)), loop, result), syntax);
    }

    private Operand ContainsElement(ElementChain chain, Syntax argument, Syntax syntax)
    {
        var value = BindOperand(argument);
        if (value.IsBad)
        {
            return value;
        }

        var stored = NewLocal(value.Type);
        var wanted = value.IsConstant ? value : value.With(stored);
        var result = NewLocal(typeof(bool));
        var loop = Loop(chain, (element, done) => Expression.IfThen(
            AsTest(Compare("==", element, wanted, syntax).Node),
            Expression.Block(Expression.Assign(result, Expression.Constant(true)), Expression.Goto(done))));
        return Error is not null
            ? Operand.Bad(syntax)
            : Operand.Of(
                Expression.Block(
                    Expression.Assign(stored, value.Node), Expression.Assign(result, Expression.Constant(false)), loop, result), syntax);
    }

    private Operand First(ElementChain chain, LambdaSyntax? lambda, CallSyntax syntax)
    {
        ParameterExpression? result = null;
        var found = NewLocal(typeof(bool));
        var loop = Loop(chain, (element, done) =>
        {
            result = NewLocal(element.Type);
            return Expression.IfThen(Predicate(lambda, element), Expression.Block(
                Expression.Assign(result, element.Node), Expression.Assign(found, Expression.Constant(true)), Expression.Goto(done)));
        });
        var missing = syntax.Name == "First"
            ? (Expression)Undefine($"{SourceOf(chain.Collection.Syntax)} has no such element", typeof(void))
            : Expression.Assign(result!, Expression.Default(result!.Type));
        return Operand.Of(
            Expression.Block(
                Expression.Assign(found, Expression.Constant(false)), loop, Expression.IfThen(Expression.Not(found), missing), result!), syntax);
    }

    private Operand Extreme(ElementChain chain, LambdaSyntax? lambda, CallSyntax syntax)
    {
        ParameterExpression? best = null;
        var found = NewLocal(typeof(bool));
        var loop = Loop(chain, (element, _) =>
        {
            var value = Select(lambda, element);
            if (value.IsBad)
            {
                best = NewLocal(typeof(object));
                return Expression.Empty();
            }

            var isNullable = Underlying(value.Type) != value.Type;
            var candidate = NewLocal(value.Type);
            best = NewLocal(Underlying(value.Type));
            var plain = isNullable ? ValueOf(candidate) : candidate;
            var better = IsMoreExtreme(syntax.Name == "Min", plain, best, syntax);
            Expression take = Expression.IfThen(
                Expression.OrElse(Expression.Not(found), better),
                Expression.Block(Expression.Assign(best, plain), Expression.Assign(found, Expression.Constant(true))));
            take = isNullable ? Expression.IfThen(HasValue(candidate), take)
                : candidate.Type == typeof(string) ? Expression.IfThen(Expression.ReferenceNotEqual(candidate, Expression.Constant(null)), take)
                : take;
            return Expression.Block(Expression.Assign(candidate, value.Node), take);
        });
        return Error is not null
            ? Operand.Bad(syntax)
            : Operand.Of(
                Expression.Block(
                    Expression.Assign(found, Expression.Constant(false)),
                    loop,
                    Expression.IfThen(
                        Expression.Not(found), Undefine($"{SourceOf(chain.Collection.Syntax)} has no element to take the {syntax.Name} of", typeof(void))),
                    best!),
                syntax);
    }

    private Expression IsMoreExtreme(bool least, Expression value, Expression best, Syntax syntax)
    {
        var type = value.Type;
        if (type == typeof(string))
        {
            var order = Expression.Call(typeof(string), nameof(string.CompareOrdinal), null, value, best);
            return least ? Expression.LessThan(order, Expression.Constant(0)) : Expression.GreaterThan(order, Expression.Constant(0));
        }

        var order2 = Compare(least ? "<" : ">", Operand.Of(value, syntax), Operand.Of(best, syntax), syntax);
        if (type != typeof(double) && type != typeof(float))
        {
            return AsTest(order2.Node);
        }

        // As in LINQ, NaN is less than everything.
        var nan = Expression.Call(type, nameof(double.IsNaN), null, least ? value : best);
        return Expression.OrElse(order2.Node, nan);
    }

    /// <summary>A chain that nothing consumes, as a list of its elements.</summary>
    private Operand Materialise(Operand operand)
    {
        if (operand.Chain is not { } chain)
        {
            return operand;
        }

        ParameterExpression? list = null;
        var loop = Loop(chain, (element, _) =>
        {
            list = NewLocal(typeof(List<>).MakeGenericType(element.Type));
            return Expression.Call(list, "Add", null, element.Node);
        });
        return Error is null
            ? Operand.Of(Expression.Block(Expression.Assign(list!, Expression.New(list!.Type)), loop, list), operand.Syntax)
            : Operand.Bad(operand.Syntax);
    }
}
