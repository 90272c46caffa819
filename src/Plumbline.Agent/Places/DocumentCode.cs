using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>The visible statements of one method in one source file.</summary>
internal sealed record MethodCode(int Token, SequencePoint[] Points)
{
    /// <summary>
    /// The first statement that starts on a line. The compiler may have put it into the body several times (a finally block in
    /// some languages); all copies count, other statements of the line do not.
    /// </summary>
    public IEnumerable<LinePoint> PointsAt(int line)
    {
        SequencePoint? first = null;
        foreach (var point in Points.Where(point => point.StartLine == line))
        {
            first ??= point;
            if (first.Value with { Offset = point.Offset } == point)
            {
                yield return new LinePoint(line, point.StartColumn, point.Offset);
            }
        }
    }
}

/// <summary>The code of one source file in one module.</summary>
internal sealed record DocumentCode(ModuleDocument Source, MethodCode[] Methods)
{
    public static DocumentCode Read(ModuleDocument source)
    {
        var methods = new List<MethodCode>();
        foreach (var token in source.Symbols.MethodsIn(source.Document))
        {
            var points = source.Symbols.PointsOf(token)
                .Where(point => !point.IsHidden && point.Document == source.Document.Row)
                .ToArray();
            if (points.Length > 0)
            {
                methods.Add(new MethodCode(token, points));
            }
        }

        return new DocumentCode(source, [.. methods]);
    }

    public bool StartsAt(int line) => Array.Exists(Methods, method => Array.Exists(method.Points, point => point.StartLine == line));

    /// <summary>
    /// Line of the nearest statement: the innermost one that spans the line, else the closest start, the later of two; 0 for none.
    /// </summary>
    public int NearestTo(int line)
    {
        int around = 0, nearest = 0;
        foreach (var point in Methods.SelectMany(method => method.Points))
        {
            if (point.StartLine <= line && line <= point.EndLine)
            {
                around = Math.Max(around, point.StartLine);
            }

            int distance = Math.Abs(point.StartLine - line), best = Math.Abs(nearest - line);
            if (nearest == 0 || distance < best || (distance == best && point.StartLine > nearest))
            {
                nearest = point.StartLine;
            }
        }

        return around > 0 ? around : nearest;
    }
}
