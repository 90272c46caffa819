using Plumbline.Agent.Native;

namespace Plumbline.Agent.Watching;

/// <summary>
/// Puts together what the runtime tells about each thread in turn: this was thrown, that will catch it, now it is caught. The steps of
/// a thread nest: an exception that is thrown in a filter or a finally, while another one is on its way, comes to its end first.
/// </summary>
internal sealed class FlightEnds
{
    private const int MostThreads = 4096;
    private const int MostNested = 32;
    private readonly Dictionary<ulong, List<Step>> _threads = [];

    /// <summary>The throws that came to an end, in order.</summary>
    public IEnumerable<Caught> Take(IEnumerable<FlightRecord> records)
    {
        foreach (var record in records)
        {
            var steps = Of(record.Thread);
            switch (record.Step)
            {
                case FlightStep.Thrown:
                    steps.Add(new Step(record.Number));
                    break;
                case FlightStep.FilterEntered:
                    steps.Add(new Step(0) { Catcher = record.Key });
                    break;
                case FlightStep.CatcherFound when steps.FindLastIndex(step => step.Throw > 0 && step.Catcher == default) is var at and >= 0:
                    steps[at].Catcher = record.Key;
                    break;
                case FlightStep.Caught when steps.FindLastIndex(step => step.Throw > 0 && step.Catcher == record.Key) is var at and >= 0:
                    yield return new Caught(steps[at].Throw, record.Key, steps[at].FilterFailed ? CaughtBy.CatchWithoutFilter : CaughtBy.Catch);
                    steps.RemoveRange(at, steps.Count - at);
                    break;
                case FlightStep.FilterLeft when steps.FindLastIndex(step => step.Throw == 0) is var at and >= 0:
                    // A filter that throws counts as one that declines: the runtime eats its exception.
                    foreach (var eaten in steps.Skip(at + 1))
                    {
                        steps[Math.Max(0, at - 1)].FilterFailed = true;
                        yield return new Caught(eaten.Throw, steps[at].Catcher, CaughtBy.Filter);
                    }

                    steps.RemoveRange(at, steps.Count - at);
                    break;
            }
        }
    }

    private List<Step> Of(ulong thread)
    {
        if (!_threads.TryGetValue(thread, out var steps))
        {
            if (_threads.Count >= MostThreads)
            {
                _threads.Clear();
            }

            _threads[thread] = steps = [];
        }

        if (steps.Count >= MostNested)
        {
            // Exceptions that another one replaced in a finally are never caught; they lie at the ground.
            steps.RemoveRange(0, MostNested / 2);
        }

        return steps;
    }

    /// <param name="Throw">Number of the throw; 0 for a filter.</param>
    private sealed class Step(long @throw)
    {
        public long Throw => @throw;

        /// <summary>The method that will catch it; of a filter the one that it belongs to.</summary>
        public MethodKey Catcher { get; set; }

        /// <summary>Whether a filter that was asked about it threw, and so declined.</summary>
        public bool FilterFailed { get; set; }
    }
}

/// <param name="Throw">Number of the throw that came to its end.</param>
/// <param name="Method">The method that caught it.</param>
internal readonly record struct Caught(long Throw, MethodKey Method, CaughtBy By);

internal enum CaughtBy
{
    Catch,

    /// <summary>A catch that has no filter: the filter before it threw.</summary>
    CatchWithoutFilter,

    /// <summary>Thrown in a filter, which ends there.</summary>
    Filter,
}
