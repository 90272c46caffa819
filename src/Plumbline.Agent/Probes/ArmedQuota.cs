using System.Diagnostics;

namespace Plumbline.Agent.Probes;

/// <summary>
/// How often one method's values are taken for one type of exception: the first few times, since the first tells the most, then now and
/// then. An exception that is thrown a thousand times a second costs no thousand captures.
/// </summary>
internal sealed class ArmedQuota
{
    private const int First = 3;
    private const int MostTypes = 64;
    private static readonly long s_pause = Stopwatch.Frequency * 10;
    private readonly Dictionary<nint, (int Taken, long Next)> _types = [];

    public bool TryTake(Type type)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_types)
        {
            // SAFETY: by handle, as a type would keep its collectible assembly alive.
            var known = _types.GetValueOrDefault(type.TypeHandle.Value);
            if ((known.Taken >= First && now < known.Next) || (known.Taken == 0 && _types.Count >= MostTypes))
            {
                return false;
            }

            _types[type.TypeHandle.Value] = (known.Taken + 1, now + s_pause);
            return true;
        }
    }
}
