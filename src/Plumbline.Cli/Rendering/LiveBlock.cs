namespace Plumbline.Cli.Rendering;

/// <summary>A few lines at the bottom of a terminal that are drawn over at every change.</summary>
internal sealed class LiveBlock(Terminal terminal)
{
    private int _drawn;

    public void Draw(IReadOnlyList<string> lines)
    {
        Clear();
        foreach (var line in lines)
        {
            terminal.Out.WriteLine(line.Length < terminal.Width ? line : line[..(terminal.Width - 1)]);
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

    /// <summary>Leaves the lines as they are.</summary>
    public void Keep() => _drawn = 0;
}
