namespace Plumbline.Agent.Expressions;

/// <summary>Collects the names that an expression uses.</summary>
internal sealed class SyntaxNames
{
    private readonly List<string> _free = [];
    private readonly List<string> _read = [];
    private readonly List<string> _parameters = [];

    public SyntaxNames(Syntax root) => Visit(root);

    public IReadOnlyList<string> Free => _free;

    public IReadOnlyList<string> Read => _read;

    private void Visit(Syntax node)
    {
        switch (node)
        {
            case NameSyntax name:
                Add(_read, name.Name);
                if (!_parameters.Contains(name.Name))
                {
                    Add(_free, name.Name);
                }

                break;
            case MemberSyntax member:
                Add(_read, member.Name);
                break;
            case IndexSyntax index:
                foreach (var key in index.Arguments.OfType<LiteralSyntax>())
                {
                    Add(_read, key.Value as string);
                }

                break;
            case CallSyntax { Name: "ContainsKey" or "GetValueOrDefault" } call:
                Add(_read, (call.Arguments.FirstOrDefault() as LiteralSyntax)?.Value as string);
                break;
            case LambdaSyntax lambda:
                _parameters.Add(lambda.Parameter);
                Visit(lambda.Body);
                _parameters.RemoveAt(_parameters.Count - 1);
                return;
        }

        foreach (var child in node.Children)
        {
            Visit(child);
        }
    }

    private static void Add(List<string> names, string? name)
    {
        if (name is not null && !names.Contains(name))
        {
            names.Add(name);
        }
    }
}
