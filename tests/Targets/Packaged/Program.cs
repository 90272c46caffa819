// Case 43: top-level statements. What they await really suspends them, so their body is entered anew at each line of input.
using System.Runtime.CompilerServices;
using Packaged;

Console.WriteLine("ready");
var round = 0;
Func<string, int> measure = text => text.Length + (round > 0 ? 1 : 0); // line: lambda
while (await ReadAsync() is { } line)
{
    round++;
    var length = measure(line); // line: after-await
    Console.WriteLine($"done {line} {Greet(line)} {length} {await Orders.PriceAsync(line, length)}"); // line: calls
}

[MethodImpl(MethodImplOptions.NoInlining)]
string Greet(string name)
{
    var greeting = "hello " + name;
    return round > 0 ? greeting + greeting.Length : ""; // line: local-function
}

static async Task<string> ReadAsync()
{
    await Task.Yield();
    return Console.ReadLine();
}
