using System.Globalization;

namespace Plumbline.Agent.Watching;

/// <summary>
/// How many methods one controller may arm, and how many of them learn, so that the agent stays inside its memory. What a method takes was
/// measured on a service with 2,099 of them (docs/measured.md).
/// </summary>
/// <param name="megabytes">For all of the agent.</param>
/// <param name="timed">Whether slow calls are told.</param>
internal sealed class MemoryBudget(double megabytes, bool timed)
{
    private const double Default = 32;

    /// <summary>An agent that watches, with nothing armed.</summary>
    private const double Idle = 20;

    /// <summary>An armed method: its woven and its compiled code, its variables. One whose slow calls are told has more to keep.</summary>
    private const double Armed = 0.0065;
    private const double ArmedAndTimed = 0.0075;

    /// <summary>A method that learns besides: its thunks, and its code compiled once more.</summary>
    private const double Learner = 0.032;

    /// <summary>Left for methods on the path of a failure.</summary>
    private const int Reserve = 100;

    private readonly double _method = timed ? ArmedAndTimed : Armed;
    private readonly double _room = Math.Max(1, megabytes - Idle);

    /// <summary>What the process's owner set in PLUMBLINE_MEMORY, in megabytes, or 32.</summary>
    public static double Configured() =>
        double.TryParse(Environment.GetEnvironmentVariable("PLUMBLINE_MEMORY"), NumberStyles.Float, CultureInfo.InvariantCulture, out var megabytes)
            && megabytes is >= 16 and <= 4096 ? megabytes : Default;

    /// <summary>Methods that are armed at all: half of the room is for what they learn.</summary>
    public int MostArmed => (int)(_room / 2 / _method);

    /// <summary>Methods that are armed by their names or lines.</summary>
    public int MostNamed => Math.Max(1, MostArmed - Reserve);

    /// <summary>Of so many armed methods, those that may learn.</summary>
    public int MostLearning(int armed) => Math.Max(0, (int)((_room - (armed * _method)) / Learner));
}
