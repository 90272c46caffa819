namespace Plumbline.Cli.Rendering;

/// <summary>Colours by meaning; plain text where colours are not wanted.</summary>
internal sealed class Palette(bool on)
{
    public string Faint(string text) => Wrap("2", text);
    public string Strong(string text) => Wrap("1", text);
    public string Good(string text) => Wrap("32", text);
    public string Bad(string text) => Wrap("31", text);
    public string Warning(string text) => Wrap("33", text);
    public string Value(string text) => Wrap("36", text);

    private string Wrap(string code, string text) => on && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
