using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Syntax;

namespace Plumbline.Exploration.Work;

/// <summary>Markdig: every extension, to HTML, plain text and back to Markdown.</summary>
internal static class MarkdownWork
{
    public static void Run(TextWriter output)
    {
        var text = Text();
        var pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().UseSmartyPants().UseYamlFrontMatter().Build();
        output.WriteLine(Markdown.ToHtml(text, pipeline));
        output.WriteLine(Markdown.ToPlainText(text, pipeline));
        output.WriteLine(Markdown.Normalize(text));
        var document = Markdown.Parse(text, pipeline);
        foreach (var item in document.Descendants())
        {
            output.WriteLine($"{item.GetType().Name} {item.Line} {item.Span}");
        }
    }

    private static string Text()
    {
        var text = new StringBuilder("---\ntitle: x\n---\n# A title {#id .class}\n\nText with *emphasis*, **strong**, `code`, ~~gone~~, H~2~O, [a link](http://example.org \"t\"), "
            + "![image](a.png), <b>html</b>, https://auto.example.org/x?y=1, :smile: and a footnote[^1].\n\n[^1]: The note.\n\n"
            + "| a | b |\n|---|:-:|\n| 1 | 2 |\n\n- [ ] one\n- [x] two\n  1. inner\n\n> quote\n> more\n\n```cs\nvar x = 1;\n```\n\nTerm\n:   Definition\n\n*[HTML]: Hyper\n\n$$\nx^2\n$$\n\n::: note\nbox\n:::\n\n---\n");
        for (var i = 0; i < 30; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Heading {i}\n\nParagraph *{i}* with __{i * i}__ and \"quotes\" -- ... [ref][r{i % 3}]\n\n1. a\n2. b\n   - c {i}\n\n    code {i}\n");
        }

        return text.Append("\n[r0]: http://a\n[r1]: <http://b c> 'title'\n[r2]: http://c\n").ToString();
    }
}
