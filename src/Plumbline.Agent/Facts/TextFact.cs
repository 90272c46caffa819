namespace Plumbline.Agent.Facts;

/// <summary>
/// What texts of a variable look like, and which ones there are, where they are few. Looked at only in calls that are looked at closely.
/// Keeps hashes, never the texts.
/// </summary>
internal sealed class TextFact(MethodFacts facts, string? name) : Fact(facts, name)
{
    /// <summary>Forms of a variable in which one more is nothing new: free text has any.</summary>
    private const int MostForms = 4;

    /// <summary>Texts of a variable that stands for a choice, as a currency does.</summary>
    private const int MostTexts = 24;

    /// <summary>Longer texts are no choice.</summary>
    private const int MostCharacters = 32;

    /// <summary>Texts that were looked at before a choice is taken to be one.</summary>
    private const long FewestLooks = 200;

    private readonly object _lock = new();
    private int _forms;
    private long _formChanged;
    private HyperLogLog? _different = new(precision: 6);
    private TopK? _texts = new(MostTexts + 1);
    private long _looks;
    private long _textChanged;

    public FirstFound? See(string text)
    {
        var form = SeeForm(TextForms.Of(text));
        return Volatile.Read(ref _texts) is null ? form : FirstFound.Better(form, SeeText(text));
    }

    private FirstFound? SeeForm(TextForm form)
    {
        var bit = 1 << (int)form;
        if ((Volatile.Read(ref _forms) & bit) != 0)
        {
            return null;
        }

        lock (_lock)
        {
            if ((_forms & bit) != 0)
            {
                return null;
            }

            var known = int.PopCount(_forms & ~(1 << (int)TextForm.Empty));
            var changed = _formChanged;
            _forms |= bit;
            _formChanged = Facts.Calls;

            // An empty text is told by its length.
            return known is > 0 and <= MostForms && form != TextForm.Empty
                ? Found(FirstKind.Form, TextForms.Words(form), _formChanged, changed)
                : null;
        }
    }

    private FirstFound? SeeText(string text)
    {
        lock (_lock)
        {
            if (_texts is null || _different is null)
            {
                return null;
            }

            var hash = Hash(text);
            _looks++;
            if (_texts.Add(hash) > 0)
            {
                return null;
            }

            _different.Add(hash);
            if (text.Length > MostCharacters || _texts.Replaced > 0 || _different.Count() > MostTexts * 2)
            {
                // Too many to be a choice: what would tell them apart is given back.
                (_texts, _different) = (null, null);
                return null;
            }

            var calls = Facts.Calls;
            var changed = _textChanged;
            _textChanged = calls;
            var once = _texts.Top().Count(seen => seen.Count == 1) - 1;

            // By Good and Turing, the next text is new in as many calls as texts were seen just once.
            return _looks >= FewestLooks && once * FirstRule.FewestCalls <= _looks
                ? Found(FirstKind.Value, $"a text other than the {_texts.Count - 1} before", calls, changed)
                : null;
        }
    }

    /// <summary>FNV-1a over the characters, then mixed: HyperLogLog reads the upper bits.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MostCharacters)))
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return HyperLogLog.Mix(hash);
    }
}
