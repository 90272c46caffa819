namespace Plumbline.Origin.Replay.Diffs;

/// <summary>
/// The search from both ends of a box: on every diagonal, how far the forward paths and the backward paths of the present cost reach. A diagonal is
/// the place in the old text less that in the new one.
/// </summary>
internal sealed class MiddlePoint
{
    private const int Beyond = int.MaxValue;
    private const int LeastCost = 256;
    private const int HeuristicCost = 256;
    private const int LongSnake = 20;
    private const int Weight = 4;

    private int[] _forward = [];
    private int[] _backward = [];
    private ulong[] _old = [];
    private ulong[] _new = [];
    private int _zero;
    private int _costBound;
    private Box _box;
    private Diagonals _ahead;
    private Diagonals _behind;
    private bool _snake;

    public void Prepare(Side old, Side @new)
    {
        int diagonals = old.KeptCount + @new.KeptCount + 3;
        if (_forward.Length < diagonals)
        {
            _forward = new int[diagonals];
            _backward = new int[diagonals];
        }

        (_old, _new) = (old.Kept, @new.Kept);
        _zero = @new.KeptCount + 1;
        _costBound = Math.Max(LineCensus.RoughRoot(diagonals), LeastCost);
    }

    public Split Find(Box box, bool exact)
    {
        _box = box;
        int start = box.Old - box.New, end = box.OldEnd - box.NewEnd;
        bool odd = ((start - end) & 1) != 0;
        _ahead = new Diagonals(start, start);
        _behind = new Diagonals(end, end);
        _forward[_zero + start] = box.Old;
        _backward[_zero + end] = box.OldEnd;
        for (int cost = 1; ; cost++)
        {
            _snake = false;
            if (Advance(odd) is { } met)
            {
                return met;
            }

            if (Retreat(odd) is { } back)
            {
                return back;
            }

            if (exact)
            {
                continue;
            }

            if (_snake && cost > HeuristicCost && (PromisingAhead(cost, start) ?? PromisingBehind(cost, end)) is { } good)
            {
                return good;
            }

            if (cost >= _costBound)
            {
                return Furthest();
            }
        }
    }

    private int Lowest => _box.Old - _box.NewEnd;

    private int Highest => _box.OldEnd - _box.New;

    // One more edit from the start. Outside of the box a boundary stands that no path is taken from.
    private Split? Advance(bool odd)
    {
        Widen(ref _ahead, _forward, -1);
        for (int d = _ahead.Max; d >= _ahead.Min; d -= 2)
        {
            int at = _zero + d;
            int o = _forward[at - 1] >= _forward[at + 1] ? _forward[at - 1] + 1 : _forward[at + 1];
            int n = o - d, from = o;
            while (o < _box.OldEnd && n < _box.NewEnd && _old[o] == _new[n])
            {
                o++;
                n++;
            }

            _snake |= o - from > LongSnake;
            _forward[at] = o;
            if (odd && _behind.Holds(d) && _backward[at] <= o)
            {
                return new Split(o, n, true, true);
            }
        }

        return null;
    }

    private Split? Retreat(bool odd)
    {
        Widen(ref _behind, _backward, Beyond);
        for (int d = _behind.Max; d >= _behind.Min; d -= 2)
        {
            int at = _zero + d;
            int o = _backward[at - 1] < _backward[at + 1] ? _backward[at - 1] : _backward[at + 1] - 1;
            int n = o - d, from = o;
            while (o > _box.Old && n > _box.New && _old[o - 1] == _new[n - 1])
            {
                o--;
                n--;
            }

            _snake |= from - o > LongSnake;
            _backward[at] = o;
            if (!odd && _ahead.Holds(d) && o <= _forward[at])
            {
                return new Split(o, n, true, true);
            }
        }

        return null;
    }

    private void Widen(ref Diagonals span, int[] reach, int boundary)
    {
        if (span.Min > Lowest)
        {
            span.Min--;
            reach[_zero + span.Min - 1] = boundary;
        }
        else
        {
            span.Min++;
        }

        if (span.Max < Highest)
        {
            span.Max++;
            reach[_zero + span.Max + 1] = boundary;
        }
        else
        {
            span.Max--;
        }
    }

    // A path that came far for its cost and has just run along a long equal stretch.
    private Split? PromisingAhead(int cost, int start)
    {
        int best = 0;
        Split? found = null;
        for (int d = _ahead.Max; d >= _ahead.Min; d -= 2)
        {
            int o = _forward[_zero + d], n = o - d;
            int gain = o - _box.Old + (n - _box.New) - Math.Abs(d - start);
            if (gain > Weight * cost && gain > best && _box.Old + LongSnake <= o && o < _box.OldEnd && _box.New + LongSnake <= n && n < _box.NewEnd
                && _old.AsSpan(o - LongSnake, LongSnake).SequenceEqual(_new.AsSpan(n - LongSnake, LongSnake)))
            {
                best = gain;
                found = new Split(o, n, true, false);
            }
        }

        return found;
    }

    private Split? PromisingBehind(int cost, int end)
    {
        int best = 0;
        Split? found = null;
        for (int d = _behind.Max; d >= _behind.Min; d -= 2)
        {
            int o = _backward[_zero + d], n = o - d;
            int gain = _box.OldEnd - o + (_box.NewEnd - n) - Math.Abs(d - end);
            if (gain > Weight * cost && gain > best && _box.Old < o && o <= _box.OldEnd - LongSnake && _box.New < n && n <= _box.NewEnd - LongSnake
                && _old.AsSpan(o, LongSnake).SequenceEqual(_new.AsSpan(n, LongSnake)))
            {
                best = gain;
                found = new Split(o, n, false, true);
            }
        }

        return found;
    }

    // Enough was spent: the path that reaches furthest is cut where it stands.
    private Split Furthest()
    {
        (int Sum, int Old) ahead = (-1, -1), behind = (Beyond, Beyond);
        for (int d = _ahead.Max; d >= _ahead.Min; d -= 2)
        {
            int o = Math.Min(Math.Min(_forward[_zero + d], _box.OldEnd), _box.NewEnd + d);
            if (2 * o - d > ahead.Sum)
            {
                ahead = (2 * o - d, o);
            }
        }

        for (int d = _behind.Max; d >= _behind.Min; d -= 2)
        {
            int o = Math.Max(Math.Max(_backward[_zero + d], _box.Old), _box.New + d);
            if (2 * o - d < behind.Sum)
            {
                behind = (2 * o - d, o);
            }
        }

        return _box.OldEnd + _box.NewEnd - behind.Sum < ahead.Sum - (_box.Old + _box.New)
            ? new Split(ahead.Old, ahead.Sum - ahead.Old, true, false)
            : new Split(behind.Old, behind.Sum - behind.Old, false, true);
    }

    private struct Diagonals(int min, int max)
    {
        public int Min = min;
        public int Max = max;

        public readonly bool Holds(int diagonal) => Min <= diagonal && diagonal <= Max;
    }
}
