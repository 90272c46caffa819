// Does nothing until its standard input ends, and says when it has come that far.
Console.WriteLine("ready");
Console.In.ReadToEnd();
