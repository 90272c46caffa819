namespace Plumbline.Cli.Rendering;

/// <summary>A few lines at the bottom of a terminal that are drawn over at every change.</summary>
internal sealed class LiveBlock(Terminal terminal)
{
    private int _drawn;
    private IReadOnlyList<string> _lines = [];

    public void Draw(IReadOnlyList<string> lines)
    {
        if (_drawn > 0 && lines.SequenceEqual(_lines))
        {
            return;
        }

        Clear();
        _lines = lines;
        foreach (var line in lines)
        {
            terminal.Out.WriteLine(Clip(line, terminal.Width - 1));
        }

        _drawn = lines.Count;
    }

    /// <summary>Takes the lines away, so that something else can be written in their place.</summary>
    public void Clear()
    {
        if (_drawn > 0)
        {
            terminal.Out.Write($"\e[{_drawn}A\e[J");
            _drawn = 0;
        }
    }

    /// <summary>The first columns of a line; a longer one would wrap and be counted as one. Colours take no column.</summary>
    public static string Clip(string line, int width)
    {
        var columns = 0;
        var colored = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\e' && line.IndexOf('m', i) is var end and > 0)
            {
                colored = true;
                i = end;
            }
            else if (++columns > width)
            {
                return line[..i] + (colored ? "\e[0m" : "");
            }
        }

        return line;
    }

    /// <summary>Leaves the lines as they are.</summary>
    public void Keep() => _drawn = 0;
}
