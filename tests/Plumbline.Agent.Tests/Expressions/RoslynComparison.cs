using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Plumbline.Agent.Tests.Expressions;

/// <summary>What the C# compiler makes of the same expressions: one compilation of one method each.</summary>
internal sealed class RoslynComparison
{
    private readonly Dictionary<int, MethodInfo> _methods = [];

    /// <param name="expressions">Parameters such as <c>int a, long b</c>, and the expression over them.</param>
    public RoslynComparison(IReadOnlyList<(string Parameters, string Expression)> expressions)
    {
        var source = string.Join('\n', expressions.Select((e, i) => $"    public static object M{i}({e.Parameters}) => {e.Expression};"));
        var kept = Enumerable.Range(0, expressions.Count).ToHashSet();
        var compilation = Compile("public static class Cases\n{\n" + source + "\n}");
        foreach (var error in compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            kept.Remove(error.Location.GetLineSpan().StartLinePosition.Line - 2);
        }

        source = string.Join('\n', kept.Order().Select(i => $"    public static object M{i}({expressions[i].Parameters}) => {expressions[i].Expression};"));
        using var stream = new MemoryStream();
        var emitted = Compile("public static class Cases\n{\n" + source + "\n}").Emit(stream);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics));
        }

        var type = Assembly.Load(stream.ToArray()).GetType("Cases")!;
        foreach (var index in kept)
        {
            _methods[index] = type.GetMethod($"M{index}")!;
        }
    }

    /// <summary>The method of an expression, or null where C# reports an error.</summary>
    public MethodInfo? Method(int index) => _methods.GetValueOrDefault(index);

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Cases" + Guid.NewGuid().ToString("N"),
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))],
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, checkOverflow: false, optimizationLevel: OptimizationLevel.Release));
}
