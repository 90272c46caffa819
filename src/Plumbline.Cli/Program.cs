using Plumbline.Cli;

return await Plumb.RunAsync(args, Terminal.OfThisProcess(), CancellationToken.None).ConfigureAwait(false);
