using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Recordings;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;
using SequencePoint = Plumbline.Agent.Symbols.SequencePoint;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>Statements, variables and calls of a body that is recorded, with the numbers by which hooks know them.</summary>
internal sealed class RecordLayout
{
    /// <summary>Variables that all line hooks together pass. More, and the compiler would give up optimising the method.</summary>
    private const int MostPassed = 30_000;

    private readonly PlanContext _context;
    private readonly IlBody _code;
    private readonly AssignedVariables _assigned;
    private readonly List<PlanVariable> _variables = [];
    private readonly List<(int Place, ulong Shown)> _points = [];
    private readonly List<RecordedCall> _calls = [];
    private readonly List<string> _names = [];
    private readonly List<IReadOnlyList<PlanVariable>> _at = [];

    public RecordLayout(PlanContext context, IlBody code)
    {
        _context = context;
        _code = code;
        var symbols = context.Place.Symbols?.For(context.Place.BodyToken);
        Points = [.. (symbols?.Points ?? []).Where(point => !point.IsHidden)];
        _assigned = new AssignedVariables(code, symbols, token => MemberNames.OfField(context.Body.Metadata, token));
        var (files, places) = Places(context.Place, Points);
        Map = new RecordMap { Files = files, Places = places, Points = _points, Variables = _names, Calls = _calls };
        Number(context.Variables.AtEntry());
        foreach (var point in Points)
        {
            var variables = context.Variables.At(point.Offset);
            Number(variables);
            _at.Add(variables);
        }

        // The masks of statements come first, as hooks count them.
        for (var i = 0; i < Points.Count; i++)
        {
            _points.Add((i, Mask(_at[i], Points[i].Offset)));
        }
    }

    public RecordMap Map { get; }

    /// <summary>Statements in the order of the code.</summary>
    public IReadOnlyList<SequencePoint> Points { get; }

    /// <summary>Every variable that is in scope somewhere.</summary>
    public IReadOnlyList<PlanVariable> All => _variables;

    public IReadOnlyList<PlanVariable> At(int point) => Bounded(_at[point]);

    /// <summary>Variables in scope where control leaves.</summary>
    public IReadOnlyList<PlanVariable> Before(int offset) => Bounded(_context.Variables.At(_context.Variables.LastStatement(offset)));

    public IReadOnlyList<int> Numbers(IReadOnlyList<PlanVariable> variables) => [.. variables.Select(NumberOf)];

    /// <summary>The variables that may have a value there.</summary>
    public ulong Mask(IReadOnlyList<PlanVariable> variables, int offset) => variables
        .Where(variable => NumberOf(variable) >= 0 && _assigned.MayHold(variable, offset))
        .Aggregate(0UL, (mask, variable) => mask | (1UL << NumberOf(variable)));

    /// <returns>Its number.</returns>
    public int AddPoint(int offset, IReadOnlyList<PlanVariable> variables)
    {
        _points.Add((PlaceOf(offset), Mask(variables, offset)));
        return _points.Count - 1;
    }

    /// <returns>Its number.</returns>
    public int AddCall(RecordedCall call)
    {
        _calls.Add(call);
        return _calls.Count - 1;
    }

    public List<FoundCall> FindCalls() =>
        new RecordedCalls(_context.Body, _code, _context.Place.BodyKind, _context.Place.Module.Module, PlaceOf).Find();

    /// <summary>The statement whose code holds an offset; -1 before the first.</summary>
    private int PlaceOf(int offset)
    {
        var place = -1;
        while (place + 1 < Points.Count && Points[place + 1].Offset <= offset)
        {
            place++;
        }

        return place;
    }

    private void Number(IReadOnlyList<PlanVariable> variables)
    {
        foreach (var variable in variables.Where(variable => NumberOf(variable) < 0 && _variables.Count < RecordMap.MostVariables))
        {
            _variables.Add(variable);
            _names.Add(variable.Name);
        }
    }

    private int NumberOf(PlanVariable variable) => _variables.FindIndex(known => VariableSearch.ByPlace.Equals(known, variable));

    private PlanVariable[] Bounded(IReadOnlyList<PlanVariable> variables)
    {
        var most = Math.Max(4, MostPassed / Math.Max(1, Points.Count));
        return [.. variables.Where(variable => NumberOf(variable) >= 0).Take(most)];
    }

    private static (RecordedFile[] Files, RecordedPlace[] Places) Places(ResolvedPlace place, IReadOnlyList<SequencePoint> points)
    {
        var documents = points.Select(point => point.Document).Distinct().ToList();
        var files = documents.Select(row => place.Symbols!.Documents.FirstOrDefault(document => document.Row == row))
            .Select(document => document is null ? new RecordedFile("", "", "") : new RecordedFile(document.Path, document.ChecksumAlgorithm, document.Checksum));
        var places = points.Select(point => new RecordedPlace(
            documents.IndexOf(point.Document), point.StartLine, point.StartColumn, point.EndLine, point.EndColumn, point.Offset));
        return ([.. files], [.. places]);
    }
}
