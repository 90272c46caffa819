using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Plumbline.Exploration.Work;

/// <summary>Roslyn: parses, rewrites, binds and emits a program, with diagnostics of a broken one.</summary>
internal static class CompilerWork
{
    private const string Source = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks;
        namespace Sample;
        public interface IShape { double Area { get; } static virtual string Kind => "shape"; }
        public record struct Point(float X, float Y) { public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y); }
        public record Circle(Point Center, double Radius) : IShape { public double Area => Math.PI * Radius * Radius; }
        public class Store<T> where T : class, IShape
        {
            private readonly Dictionary<string, List<T>> _items = new();
            public event EventHandler<T>? Added;
            public async Task<int> AddAsync(string key, IEnumerable<T> items, int limit = 10)
            {
                var n = 0;
                foreach (var item in items.Where(i => i is { Area: > 1 and < 100 }).OrderByDescending(i => i.Area))
                {
                    await Task.Yield();
                    if (!_items.TryGetValue(key, out var list)) _items[key] = list = [];
                    list.Add(item); Added?.Invoke(this, item); n++;
                    if (n >= limit) break;
                }
                try { checked { n *= 2; } } catch (OverflowException e) when (e.Data.Count == 0) { n = -1; } finally { GC.KeepAlive(this); }
                return n switch { 0 => throw new InvalidOperationException($"none of {key}"), < 5 => n, _ => n - 1 };
            }
            public IEnumerable<(string Key, int Count)> Counts() { foreach (var (k, v) in _items) yield return (k, v.Count); }
            public unsafe int Sum(ReadOnlySpan<int> s) { int t = 0; fixed (int* p = s) for (var i = 0; i < s.Length; i++) t += p[i]; return t; }
        }
        """;

    public static void Run(TextWriter output)
    {
        var tree = CSharpSyntaxTree.ParseText(Source, new CSharpParseOptions(LanguageVersion.Latest));
        foreach (var node in tree.GetRoot().DescendantNodes().Where(node => node is MemberDeclarationSyntax or StatementSyntax))
        {
            output.WriteLine($"{node.Kind()} {node.Span}");
        }

        output.WriteLine(new Renamer().Visit(tree.GetRoot()).NormalizeWhitespace().ToFullString());
        Compile(output, Source);
        Compile(output, Source.Replace("n = -1;", "n = \"x\"; missing(); int n;").Replace("_items[key]", "_item[key]") + "class }");
    }

    private static void Compile(TextWriter output, string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Linq.dll" or "System.Collections.dll")
            .Order(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, deterministic: true, concurrentBuild: false, optimizationLevel: OptimizationLevel.Release);
        var compilation = CSharpCompilation.Create("sample", [CSharpSyntaxTree.ParseText(source, path: "sample.cs")], references, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        output.WriteLine($"{result.Success} {image.Length} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(image.ToArray()))}");
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        foreach (var symbol in compilation.GetSymbolsWithName(_ => true).OrderBy(symbol => symbol.ToDisplayString(), StringComparer.Ordinal))
        {
            output.WriteLine($"{symbol.Kind} {symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}");
        }
    }

    private sealed class Renamer : CSharpSyntaxRewriter
    {
        public override SyntaxToken VisitToken(SyntaxToken token) =>
            token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "n" ? SyntaxFactory.Identifier(token.LeadingTrivia, "total", token.TrailingTrivia) : token;
    }
}
