using System.Reflection.Emit;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Keeps the thunks of one probe: woven code knows only their addresses, and a dynamic method that nobody refers to is collected.
/// SAFETY: they are let go only where every way to them leads through a gate or a number that is closed by then, and seconds after it was
/// closed. A thread that is inside one keeps it alive itself: the runtime reports the dynamic methods on a stack to the collector.
/// </summary>
internal sealed class ThunkRoots
{
    private static readonly HashSet<ThunkRoots> s_all = [];
    private readonly List<DynamicMethod> _methods = [];
    private readonly List<int> _numbers = [];
    private readonly List<Site> _forGood = [];

    /// <summary>A hook is woven that only its ticket guards: a frame that holds one may come back at any time.</summary>
    /// <param name="site">Whose counters it may add to then.</param>
    public void KeepForGood(Site site)
    {
        lock (s_all)
        {
            s_all.Add(this);
            _forGood.Add(site);
        }
    }

    public void Add(DynamicMethod method)
    {
        lock (s_all)
        {
            s_all.Add(this);
            _methods.Add(method);
        }
    }

    /// <summary>A number of <see cref="LazyThunks"/>, behind which one of them may be.</summary>
    public void Add(int number)
    {
        lock (s_all)
        {
            s_all.Add(this);
            _numbers.Add(number);
        }
    }

    /// <summary>Lets go of all of them, where that is safe. To be called once, seconds after the probe was closed and its code taken out.</summary>
    public void Release()
    {
        lock (s_all)
        {
            if (_forGood.Count == 0)
            {
                LazyThunks.Close(_numbers);
                _methods.Clear();
                _numbers.Clear();
                s_all.Remove(this);
            }
        }
    }
}
