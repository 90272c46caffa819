using Jint;
using Jint.Runtime;

namespace Plumbline.Exploration.Work;

/// <summary>Jint: a script that uses closures, classes, generators, regular expressions, JSON, typed arrays.</summary>
internal static class ScriptWork
{
    private const string Script = """
        class Shape { constructor(n) { this.n = n; } area() { return this.n * 1.5; } get double() { return this.n * 2; } static of(n) { return new this(n); } }
        class Square extends Shape { area() { return super.area() + this.n ** 2; } toString() { return `Square(${this.n})`; } }
        function* numbers(n) { try { for (let i = 0; i < n; i++) yield i; } finally { log('closed'); } }
        const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2);
        for (const x of numbers(9)) { if (x === 5) break; log(Square.of(x).area() + ' ' + new Square(x)); }
        log(fib(14));
        log(JSON.stringify({ a: [1, 2, { b: null }], d: [..."h\u00e9llo"].reverse().join(''), e: 0.1 + 0.2 }, null, 2));
        log('2024-05-06'.replace(/(?<y>\d+)-(\d+)/, '$2/$<y>'), 'a1b22'.match(/\d+/g).join());
        const m = new Map([[1, 'x'], ['k', { v: 2 }]]); for (const [k, v] of m) log(k, JSON.stringify(v));
        const { p, ...rest } = { p: 1, q: 2, r: 3 }; log(p, JSON.stringify(rest), rest?.s?.t ?? 'none');
        const f32 = new Float32Array([0.1, 0.2, 0.3]); log(f32.map(v => v * 3).join(), f32.reduce((a, b) => a + b, 0));
        label: for (let i = 0; i < 5; i++) { for (let j = 0; j < 5; j++) { if (j == 3) continue label; if (i == 3) break label; log(i * j); } }
        try { null.x } catch (e) { log(e.name + e.message) } finally { log('finally') }
        try { (function f() { throw new RangeError('far') })() } catch ({ name, message }) { log(name, message) }
        log([5, 3, 9, 1].sort((a, b) => a - b).flatMap(x => [x, x * 2]).filter(x => x % 2).toString(), parseInt('12px'), (255).toString(16), 1e21, -0, 0/0);
        const sieve = n => { const a = new Array(n).fill(true); for (let i = 2; i * i < n; i++) if (a[i]) for (let j = i * i; j < n; j += i) a[j] = false; return a.reduce((s, v, i) => s + (v && i > 1 ? 1 : 0), 0); };
        log(sieve(2000)); const s = Symbol('s'); log({ [s]: 1 }[s], typeof s, 10n ** 20n, new Date(0).toISOString());
        switch ('b') { case 'a': log('a'); case 'b': log('b'); default: log('default'); }
        """;

    public static void Run(TextWriter output)
    {
        var engine = new Engine(options => options.LocalTimeZone(TimeZoneInfo.Utc).LimitRecursion(200));
        engine.SetValue("log", new Action<object?, object?, object?, object?>((a, b, c, d) => output.WriteLine($"{a} {b} {c} {d}")));
        engine.Execute(Script);
        foreach (var bad in new[] { "let let = 1", "undefinedThing()", "throw { code: 7 }", "(function r() { r() })()" })
        {
            try
            {
                output.WriteLine(engine.Evaluate(bad));
            }
            catch (Exception fault) when (fault is JintException or Acornima.ParseErrorException)
            {
                output.WriteLine($"{fault.GetType().Name} {fault.Message}");
            }
        }
    }
}
