using System.Globalization;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Expressions;

/// <summary>
/// The buffer that a log line, or the text of a group, is written into. Bounded: what does not fit is cut, with a mark. Formats
/// are culture-invariant, and only code of the framework formats a value.
/// </summary>
internal sealed class LogLine(int capacity = LogLine.DefaultCapacity)
{
    public const int DefaultCapacity = 4096;
    private const string CutMark = "...";

    [ThreadStatic]
    private static LogLine? t_cached;

    private readonly char[] _buffer = new char[Math.Max(capacity, 16)];
    private int _length;

    /// <summary>Whether something did not fit.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<char> Text => _buffer.AsSpan(0, _length);

    /// <summary>The thread's own line, empty; a new one while that is in use.</summary>
    public static LogLine Rent()
    {
        var line = t_cached ?? new LogLine();
        t_cached = null;
        line.Clear();
        return line;
    }

    public static void Return(LogLine line) => t_cached = line;

    public void Clear()
    {
        _length = 0;
        IsCut = false;
    }

    public override string ToString() => new(_buffer, 0, _length);

    public void AppendLiteral(string? text) => Append(text.AsSpan());

    public void Append(ReadOnlySpan<char> text)
    {
        if (IsCut)
        {
            return;
        }

        if (text.TryCopyTo(_buffer.AsSpan(_length)))
        {
            _length += text.Length;
            return;
        }

        Cut(text);
    }

    /// <summary>Appends a value; null prints as <c>null</c>.</summary>
    public void Append<T>(T value, string? format, int alignment)
    {
        if (IsCut)
        {
            return;
        }

        var start = _length;
        Write(value, format);
        Align(start, alignment);
    }

    /// <summary>Says why there is no value, in the place of it.</summary>
    public void AppendUndefined(string? reason, int alignment)
    {
        var start = _length;
        Append("<");
        Append(reason ?? "undefined");
        Append(">");
        Align(start, alignment);
    }

    // PERF: compiled with optimisation at once; the first tier would box every value below.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<T>(T value, string? format)
    {
        if (value is null)
        {
            Append("null");
        }
        else if (typeof(T) == typeof(string))
        {
            Append((string)(object)value);
        }
        else if (typeof(T) == typeof(bool))
        {
            Append((bool)(object)value ? "true" : "false");
        }
        else if (typeof(T).IsEnum)
        {
            WriteEnum(value, format);
        }
        else if (PrintKind<T>.IsFormattable)
        {
            WriteFormattable(value, format);
        }
        else
        {
            ObjectText.Append(this, value);
        }
    }

    /// <summary>PERF: for a value type the casts are free, as the compiler sees the exact type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteFormattable<T>(T value, string? format)
    {
        var free = _buffer.AsSpan(_length);
        if (((ISpanFormattable)value!).TryFormat(free, out var written, format, CultureInfo.InvariantCulture))
        {
            _length += written;
            return;
        }

        Cut(((ISpanFormattable)value).ToString(format, CultureInfo.InvariantCulture));
    }

    private void WriteEnum<T>(T value, string? format)
    {
        var name = format is null ? EnumNames<T>.Find(value) : null;
        Append(name ?? ((Enum)(object)value!).ToString(format));
    }

    private void Cut(ReadOnlySpan<char> text)
    {
        var keep = Math.Max(0, _buffer.Length - CutMark.Length);
        if (_length < keep)
        {
            var part = text[..Math.Min(text.Length, keep - _length)];
            part.CopyTo(_buffer.AsSpan(_length));
            _length += part.Length;
        }

        _length = Math.Min(_length, keep);
        if (_length > 0 && char.IsHighSurrogate(_buffer[_length - 1]))
        {
            _length--;
        }

        CutMark.CopyTo(_buffer.AsSpan(_length));
        _length += CutMark.Length;
        IsCut = true;
    }

    private void Align(int start, int alignment)
    {
        var padding = Math.Abs(alignment) - (_length - start);
        if (padding <= 0 || IsCut)
        {
            return;
        }

        if (_length + padding > _buffer.Length)
        {
            Cut(new string(' ', padding));
            return;
        }

        var written = _buffer.AsSpan(start, _length - start);
        var blank = alignment > 0 ? start : _length;
        if (alignment > 0)
        {
            written.CopyTo(_buffer.AsSpan(start + padding));
        }

        _buffer.AsSpan(blank, padding).Fill(' ');
        _length += padding;
    }
}
