using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Plumbline.Cli;

/// <summary>Where output goes: data to <paramref name="Out"/>, words for people to <paramref name="Error"/>.</summary>
/// <param name="Live">Whether <paramref name="Out"/> is a terminal that can be drawn over.</param>
/// <param name="Color">Whether colours are wanted.</param>
/// <param name="Width">Columns.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool Live, bool Color, int Width)
{
    private const int UsualWidth = 120;

    /// <summary>The working directory: the store that belongs to it is used.</summary>
    public string Directory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Reads a line that the user types; null where there is none to read.</summary>
    public Func<string?> Ask { get; init; } = static () => Console.In.ReadLine();

    public static Terminal OfThisProcess()
    {
        var live = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        var color = live && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        return new Terminal(Unbuffered(Output()), TextWriter.Synchronized(Unbuffered(Console.OpenStandardError())), live, color, WidthOf(live));
    }

    /// <summary>
    /// The console's own stream says nothing where the reader of a pipe has gone: `plumb log … | head -1` would go on for ever, and its
    /// probe with it. A file is left to the console's stream: ours would keep a position of its own, and write over what
    /// standard error puts into the same file.
    /// </summary>
    private static Stream Output()
    {
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static StreamWriter Unbuffered(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };

    private static int WidthOf(bool live)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns > 20)
        {
            return columns;
        }

        return live && Console.WindowWidth > 20 ? Console.WindowWidth : UsualWidth;
    }
}
