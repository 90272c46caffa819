using Faults;

// One scenario a line of input, by name; an empty line ends it. Answers each with "done".
Console.WriteLine("ready");
while (Console.ReadLine() is { Length: > 0 } name)
{
    await Scenarios.RunAsync(name);
    Console.WriteLine("done");
}
