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
    private readonly SequencePoint[] _allPoints;
    private readonly List<PlanVariable> _variables = [];
    private readonly List<RecordedCall> _calls = [];
    private readonly List<string> _names = [];
    private readonly List<IReadOnlyList<PlanVariable>> _at = [];

    public RecordLayout(PlanContext context, IlBody code)
    {
        _context = context;
        _code = code;
        var symbols = context.Place.Symbols?.For(context.Place.BodyToken);
        _allPoints = symbols?.Points ?? [];
        Points = [.. _allPoints.Where(point => !point.IsHidden)];
        _assigned = new AssignedVariables(code, symbols, token => MemberNames.OfField(context.Body.Metadata, token));
        Number(context.Variables.AtEntry());
        foreach (var point in Points)
        {
            var variables = context.Variables.At(point.Offset);
            Number(variables);
            _at.Add(variables);
        }

        var (files, places) = Places(context.Place, Points);
        Map = new RecordMap
        {
            Files = files,
            Places = places,
            Points = MakePoints(),
            Always = Mask(_variables.Where(variable => _assigned.Of(variable) is null)),
            Variables = _names,
            Calls = _calls,
        };
    }

    public RecordMap Map { get; }

    /// <summary>Statements in the order of the code.</summary>
    public IReadOnlyList<SequencePoint> Points { get; }

    /// <summary>Every variable that is in scope somewhere.</summary>
    public IReadOnlyList<PlanVariable> All => _variables;

    public IReadOnlyList<PlanVariable> At(int point) => Bounded(_at[point]);

    /// <summary>Variables in scope where control leaves, constants included: a condition may name them.</summary>
    public IReadOnlyList<PlanVariable> Before(int offset) => Bounded(_context.Variables.At(_context.Variables.LastStatement(offset)));

    /// <summary>By the variables that a thunk reads, which constants are none of.</summary>
    public IReadOnlyList<int> Numbers(IReadOnlyList<PlanVariable> variables) => [.. variables.Where(variable => !variable.IsConstant).Select(NumberOf)];

    /// <returns>Its number.</returns>
    public int AddCall(RecordedCall call)
    {
        _calls.Add(call);
        return _calls.Count - 1;
    }

    public List<FoundCall> FindCalls() =>
        new RecordedCalls(_context.Body, _code, _context.Place, PlaceOf).Find();

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

    private RecordPoint[] MakePoints()
    {
        var points = new RecordPoint[Points.Count];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new RecordPoint(Mask(_at[i]), 0, 0);
        }

        for (var variable = 0; variable < _variables.Count; variable++)
        {
            foreach (var offset in _assigned.Of(_variables[variable]) ?? [])
            {
                Assign(points, variable, offset);
            }
        }

        return points;
    }

    /// <summary>Code of a statement assigns when the statement runs; of other code it is only known where it stands.</summary>
    private void Assign(RecordPoint[] points, int variable, int offset)
    {
        var owner = _allPoints.LastOrDefault(point => point.Offset <= offset);
        var place = PlaceOf(offset);
        if (!owner.IsHidden && place >= 0)
        {
            points[place] = points[place] with { Assigned = points[place].Assigned | (1UL << variable) };
            return;
        }

        for (var i = place + 1; i < points.Length; i++)
        {
            points[i] = points[i] with { Before = points[i].Before | (points[i].InScope & (1UL << variable)) };
        }
    }

    private ulong Mask(IEnumerable<PlanVariable> variables) =>
        variables.Select(NumberOf).Where(number => number >= 0).Aggregate(0UL, (mask, number) => mask | (1UL << number));

    private void Number(IReadOnlyList<PlanVariable> variables)
    {
        foreach (var variable in variables.Where(variable => !variable.IsConstant && NumberOf(variable) < 0 && _variables.Count < RecordMap.MostVariables))
        {
            _variables.Add(variable);
            _names.Add(variable.Name);
        }
    }

    private int NumberOf(PlanVariable variable) => _variables.FindIndex(known => VariableSearch.ByPlace.Equals(known, variable));

    private PlanVariable[] Bounded(IReadOnlyList<PlanVariable> variables)
    {
        var most = Math.Max(4, MostPassed / Math.Max(1, Points.Count));
        return [.. variables.Where(variable => variable.IsConstant || NumberOf(variable) >= 0).Take(most)];
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
