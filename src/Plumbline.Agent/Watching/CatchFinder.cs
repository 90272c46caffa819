using System.Diagnostics;
using System.Reflection;
using Plumbline.Agent.Native;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Watching;

/// <summary>Finds the catch block that an exception ends in, from the stack at its throw and the method that catches it.</summary>
internal sealed class CatchFinder(LoadedModules modules, SymbolStore symbols, ModuleIds ids)
{
    /// <summary>What caught it; null where the catcher is not on the stack, as with an exception that came from native code.</summary>
    public FailureEnd? Find(Throw thrown, Caught caught)
    {
        foreach (var frame in thrown.Stack.GetFrames())
        {
            // A method that was made at run time has no declaring type, and no token either.
            if (frame.GetMethod() is { DeclaringType: not null } method && method.MetadataToken == caught.Method.Token && ids.Of(method.Module) == caught.Method.Module)
            {
                return Describe(thrown.Type, thrown.OffsetIn(frame), method, caught.By);
            }
        }

        return null;
    }

    private FailureEnd? Describe(Type type, int offset, MethodBase method, CaughtBy by)
    {
        if (modules.Find(method.Module.Assembly) is not { } image)
        {
            return null;
        }

        var body = System.Reflection.Metadata.Ecma335.MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0xFFFFFF);
        var (declared, kind) = image.StateMachines.DeclaredOf(body);
        var name = SourceName.Of(image, declared);
        if (image.IsFramework)
        {
            return new FailureEnd(FailureEndKind.Framework, name, null, 0);
        }

        if (by == CaughtBy.Filter)
        {
            return new FailureEnd(FailureEndKind.Filter, name, null, 0);
        }

        var clause = Clause(method, offset, type, by == CaughtBy.Catch);
        if (kind is BodyKind.Async or BodyKind.AsyncIterator && (clause is null ? HasOnlyCompilers(method) : IsCompilers(method, clause)))
        {
            return new FailureEnd(FailureEndKind.Task, name, null, 0);
        }

        var points = symbols.For(image, []).Symbols?.For(method.MetadataToken)?.Points;
        var point = clause is null ? default : points?.FirstOrDefault(point => point.Offset >= StartOf(clause) && !point.IsHidden) ?? default;
        var file = point.StartLine > 0 ? symbols.For(image, []).Symbols!.Documents.FirstOrDefault(document => document.Row == point.Document)?.Path : null;
        return new FailureEnd(FailureEndKind.Caught, name, file, point.StartLine);
    }

    /// <summary>
    /// The innermost clause around an offset that takes such an exception. A filter is taken to accept, where it did not throw: the runtime
    /// has found that this method catches, and which of two clauses does can't be seen from outside.
    /// </summary>
    private static ExceptionHandlingClause? Clause(MethodBase method, int offset, Type type, bool filters) =>
        method.GetMethodBody()?.ExceptionHandlingClauses
            .Where(clause => clause.TryOffset <= offset && offset < clause.TryOffset + clause.TryLength)
            .FirstOrDefault(clause => clause.Flags == ExceptionHandlingClauseOptions.Filter ? filters
                : clause.Flags == ExceptionHandlingClauseOptions.Clause && (clause.CatchType?.IsAssignableFrom(type) ?? true));

    /// <summary>The compiler puts the whole of an async method into a try of its own, which gives the exception to the task.</summary>
    private static bool IsCompilers(MethodBase method, ExceptionHandlingClause clause) =>
        clause.TryLength == method.GetMethodBody()!.ExceptionHandlingClauses.Max(known => known.TryLength);

    /// <summary>Whether no clause is the user's. Then it is the compiler's that took it, also where optimised code does not say where it was.</summary>
    private static bool HasOnlyCompilers(MethodBase method) =>
        method.GetMethodBody()?.ExceptionHandlingClauses is { } clauses
        && clauses.Where(clause => clause.Flags is ExceptionHandlingClauseOptions.Clause or ExceptionHandlingClauseOptions.Filter).All(clause => IsCompilers(method, clause));

    /// <summary>Where the line of the catch begins: at its filter, where it has one.</summary>
    private static int StartOf(ExceptionHandlingClause clause) =>
        clause.Flags == ExceptionHandlingClauseOptions.Filter ? clause.FilterOffset : clause.HandlerOffset;
}
