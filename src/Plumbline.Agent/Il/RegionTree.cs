namespace Plumbline.Agent.Il;

internal enum RegionKind
{
    Body,
    Try,
    Filter,
    Catch,
    Finally,
    Fault,
}

/// <summary>A range of instructions that control enters and leaves only by the rules.</summary>
internal sealed class Region(RegionKind kind, int start, int end, int clause)
{
    public RegionKind Kind { get; } = kind;

    public int Start { get; } = start;

    /// <summary>Exclusive.</summary>
    public int End { get; } = end;

    /// <summary>The first clause that has this region.</summary>
    public int Clause { get; set; } = clause;

    public Region? Parent { get; set; }

    /// <summary>For a handler or filter: the try region that it belongs to.</summary>
    public Region? Protects { get; init; }

    public bool IsHandler => Kind is RegionKind.Catch or RegionKind.Finally or RegionKind.Fault;

    public bool IsWithin(Region other)
    {
        for (var region = this; region is not null; region = region.Parent)
        {
            if (ReferenceEquals(region, other))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The regions of a body, each inside its parent, and the innermost one of every instruction.</summary>
internal sealed class RegionTree
{
    private readonly IlBody _body;
    private readonly Region[] _innermost;
    private readonly Dictionary<(int Start, int End), Region> _tries = [];
    private readonly List<Region> _regions = [];

    /// <param name="body">Numbered.</param>
    public RegionTree(IlBody body)
    {
        _body = body;
        Root = new Region(RegionKind.Body, 0, body.Instructions.Count, -1);
        _innermost = new Region[body.Instructions.Count];
        Array.Fill(_innermost, Root);
        for (var i = 0; i < body.Clauses.Count && Violation is null; i++)
        {
            Collect(body.Clauses[i], i);
        }

        if (Violation is null)
        {
            Nest();
        }

        if (Violation is null)
        {
            CheckOrder();
        }
    }

    public Region Root { get; }

    public Violation? Violation { get; private set; }

    public IReadOnlyList<Region> Regions => _regions;

    public Region Of(int instruction) => _innermost[instruction];

    private int Index(Instruction? instruction) => instruction switch
    {
        null => _body.Instructions.Count,
        _ when _body.Contains(instruction) => instruction.Index,
        _ => -1,
    };

    private void Collect(ExceptionClause clause, int number)
    {
        var (tryStart, tryEnd) = (Index(clause.TryStart), Index(clause.TryEnd));
        var (handlerStart, handlerEnd) = (Index(clause.HandlerStart), Index(clause.HandlerEnd));
        var filterStart = clause.FilterStart is null ? handlerStart : Index(clause.FilterStart);
        var hasFilter = clause.FilterStart is not null;
        if (tryStart < 0 || tryEnd <= tryStart || handlerStart < 0 || handlerEnd <= handlerStart || filterStart < 0
            || hasFilter != (clause.Kind == ExceptionClauseKind.Filter) || (hasFilter && filterStart >= handlerStart))
        {
            Fail(ViolationKind.ClauseRange, number, $"try {tryStart}..{tryEnd}, filter {filterStart}, handler {handlerStart}..{handlerEnd}");
            return;
        }

        if (!_tries.TryGetValue((tryStart, tryEnd), out var region))
        {
            region = new Region(RegionKind.Try, tryStart, tryEnd, number);
            _tries.Add((tryStart, tryEnd), region);
            _regions.Add(region);
        }

        _regions.Add(new Region(HandlerKind(clause.Kind), handlerStart, handlerEnd, number) { Protects = region });
        if (hasFilter)
        {
            _regions.Add(new Region(RegionKind.Filter, filterStart, handlerStart, number) { Protects = region });
        }
    }

    private static RegionKind HandlerKind(ExceptionClauseKind kind) => kind switch
    {
        ExceptionClauseKind.Finally => RegionKind.Finally,
        ExceptionClauseKind.Fault => RegionKind.Fault,
        _ => RegionKind.Catch,
    };

    /// <summary>Paints outer regions before inner ones; what a region is painted on must be of one colour, its parent.</summary>
    private void Nest()
    {
        foreach (var region in _regions.OrderByDescending(r => r.End - r.Start).ThenBy(r => r.Kind == RegionKind.Try))
        {
            region.Parent = _innermost[region.Start];
            for (var i = region.Start; i < region.End; i++)
            {
                if (!ReferenceEquals(_innermost[i], region.Parent))
                {
                    Fail(ViolationKind.ClauseNesting, region.Clause, $"the {region.Kind} region overlaps another");
                    return;
                }

                _innermost[i] = region;
            }
        }

        if (_regions.Find(r => r.Protects is { } protects && !ReferenceEquals(protects.Parent, r.Parent)) is { } strange)
        {
            Fail(ViolationKind.ClauseNesting, strange.Clause, $"the {strange.Kind} region is not beside its try region");
        }
    }

    // The runtime takes the first clause that covers the place, so an outer one in front would hide the inner.
    private void CheckOrder()
    {
        foreach (var region in _regions)
        {
            for (var outer = region.Parent; outer is not null; outer = outer.Parent)
            {
                if (outer.Kind != RegionKind.Body && outer.Clause < region.Clause)
                {
                    Fail(ViolationKind.ClauseOrder, region.Clause, $"it is inside clause {outer.Clause}, which comes before it");
                    return;
                }
            }
        }
    }

    private void Fail(ViolationKind kind, int clause, string message) =>
        Violation = new Violation(kind, -1, _body.Clauses[clause].TryStart.Offset, $"{kind} of clause {clause}: {message}");
}
