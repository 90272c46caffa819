using System.Diagnostics;

namespace Plumbline.Agent.Capture;

/// <summary>The time that one capture may take, over the parts in which it is taken.</summary>
internal sealed class CaptureClock
{
    /// <summary>Asking for the time costs as much as three leaves.</summary>
    private const int LooksBetween = 32;

    /// <summary>The most that first sights of types may lengthen one part, in milliseconds.</summary>
    private const double MostExcused = 25;

    private long _left;
    private long _least;
    private long _began;
    private long _deadline;
    private long _excusable;
    private int _looks;

    public static long Now => Stopwatch.GetTimestamp();

    public void Begin(double milliseconds)
    {
        _left = (long)(milliseconds * Stopwatch.Frequency / 1000);
        _least = _left / 5;
    }

    public void BeginPart()
    {
        _looks = 0;
        _began = Now;
        _excusable = (long)(MostExcused * Stopwatch.Frequency / 1000);
        _deadline = _began + Math.Max(_left, _least);
    }

    public void EndPart() => _left -= Now - _began;

    /// <summary>Lengthens the part by time that was spent on something done once.</summary>
    public void Excuse(long ticks)
    {
        ticks = Math.Min(ticks, _excusable);
        _excusable -= ticks;
        _deadline += ticks;
    }

    public bool Expired()
    {
        if (_deadline == 0)
        {
            return true;
        }

        if (++_looks % LooksBetween != 0)
        {
            return false;
        }

        if (Now > _deadline)
        {
            _deadline = 0;
            return true;
        }

        return false;
    }
}
