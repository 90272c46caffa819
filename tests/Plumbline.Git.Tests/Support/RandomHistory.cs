using System.Text;

namespace Plumbline.Git.Tests.Support;

/// <summary>
/// A history drawn at random, as a stream for <c>git fast-import</c>: edits full of equal lines, branches, merges of up to four parents (clean, evil, of either
/// side), renames, copies, deletions, several roots, dates in any order.
/// </summary>
internal sealed class RandomHistory(int seed)
{
    private static readonly string[] s_words = ["{", "}", "", "    return;", "int x = 1;", "    int y = x;", "// note", "\tif (x)", "        call();", "end", "", "}"];
    private readonly Random _random = new(seed);
    private readonly StringBuilder _stream = new();
    private readonly List<Dictionary<string, List<string>>> _trees = [];

    public byte[] Stream(int commits)
    {
        for (int number = 0; number < commits; number++)
        {
            Add(number, number == commits - 1);
        }

        return Encoding.UTF8.GetBytes(_stream.ToString());
    }

    private void Add(int number, bool last)
    {
        bool root = number == 0 || (_random.Next(40) == 0 && !last);
        List<int> parents = root ? [] : Parents(number, last);
        var tree = parents.Count == 0 ? [] : parents.Count == 1 || _random.Next(3) == 0 ? Copy(_trees[parents[0]]) : Merge(parents);
        for (int edits = _random.Next(parents.Count > 1 ? 2 : 4); edits >= 0; edits--)
        {
            Edit(tree);
        }

        _stream.Append($"commit refs/heads/{(last ? "main" : "all")}\nmark :{number + 1}\n");
        _stream.Append($"committer Carl <c@example.org> {1_500_000_000 + _random.Next(1_000_000)} +0000\ndata 1\nm\n");
        for (int i = 0; i < parents.Count; i++)
        {
            _stream.Append($"{(i == 0 ? "from" : "merge")} :{parents[i] + 1}\n");
        }

        _stream.Append("deleteall\n");
        foreach ((string path, List<string> lines) in tree)
        {
            string text = string.Join('\n', lines) + (path.EndsWith('3') ? "" : "\n");
            _stream.Append($"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
        }

        _stream.Append('\n');
        _trees.Add(tree);
        if (!last && root && number > 0)
        {
            _stream.Append($"reset refs/heads/all\nfrom :{number + 1}\n\n");
        }
    }

    private List<int> Parents(int number, bool last)
    {
        int count = last || _random.Next(4) == 0 ? _random.Next(2, 5) : 1;
        var parents = new List<int> { Math.Max(0, number - 1 - _random.Next(3)) };
        for (int i = 1; i < count; i++)
        {
            int other = Math.Max(0, number - 1 - _random.Next(12));
            if (!parents.Contains(other))
            {
                parents.Add(other);
            }
        }

        return parents;
    }

    private Dictionary<string, List<string>> Merge(List<int> parents)
    {
        var tree = Copy(_trees[parents[0]]);
        foreach (int parent in parents.Skip(1))
        {
            foreach ((string path, List<string> lines) in _trees[parent])
            {
                switch (_random.Next(4))
                {
                    case 0:
                        tree[path] = [.. lines];
                        break;
                    case 1 when tree.TryGetValue(path, out List<string>? ours):
                        int cut = _random.Next(Math.Min(lines.Count, ours.Count) + 1);
                        tree[path] = [.. ours.Take(cut), .. lines.Skip(cut)];
                        break;
                }
            }
        }

        return tree;
    }

    private void Edit(Dictionary<string, List<string>> tree)
    {
        string? path = tree.Count == 0 ? null : tree.Keys.Order().ElementAt(_random.Next(tree.Count));
        int kind = path is null ? 9 : _random.Next(12);
        switch (kind)
        {
            case 0:
                tree.Remove(path!);
                break;
            case 1 or 2 when !tree.ContainsKey($"dir{_random.Next(3)}/{path![^1]}"):
                tree[$"dir{_random.Next(3)}/n{_random.Next(50)}"] = [.. tree[path!]];
                tree.Remove(path!);
                break;
            case 3:
                tree[$"copy{_random.Next(20)}"] = [.. tree[path!]];
                break;
            case 9:
                tree[$"file{_random.Next(12)}"] = [.. Enumerable.Range(0, _random.Next(5, 120)).Select(_ => Line())];
                break;
            default:
                Change(tree[path!]);
                break;
        }
    }

    private void Change(List<string> lines)
    {
        for (int i = _random.Next(5); i >= 0; i--)
        {
            int at = _random.Next(lines.Count + 1);
            int gone = Math.Min(_random.Next(6), lines.Count - at);
            lines.RemoveRange(at, gone);
            lines.InsertRange(at, Enumerable.Range(0, _random.Next(6)).Select(_ => Line()));
        }
    }

    private string Line() => _random.Next(3) == 0 ? $"word{_random.Next(400)} = {_random.Next(9)}" : s_words[_random.Next(s_words.Length)];

    private static Dictionary<string, List<string>> Copy(Dictionary<string, List<string>> tree) => tree.ToDictionary(pair => pair.Key, pair => pair.Value.ToList());
}
