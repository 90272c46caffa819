using Plumbline.Cli.Commands;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>
/// A probe that reports its whole state every second. A terminal shows the newest state in place; elsewhere each state is one plain line,
/// and the last one is written out in full.
/// </summary>
internal abstract class TallyView<TState>(VerbContext context) : ProbeView(context)
    where TState : WireMessage
{
    private readonly LiveBlock _block = new(context.Terminal);
    private TState? _last;

    public sealed override void Show(WireMessage message)
    {
        if (message is not TState state)
        {
            return;
        }

        _last = state;
        if (Terminal.Live)
        {
            _block.Draw(Full(state));
        }
        else
        {
            Terminal.Out.WriteLine(Short(state));
        }
    }

    public sealed override void Changed(ProbeStatus status)
    {
        _block.Clear();
        base.Changed(status);
        Redraw();
    }

    public sealed override void Tell(params IEnumerable<string> words)
    {
        string[] all = [.. words];
        if (all.Length > 0)
        {
            _block.Clear();
            base.Tell(all);
            Redraw();
        }
    }

    public sealed override void Interrupted() => _block.Keep();

    public sealed override void Finish(ProbeStatus last)
    {
        if (_last is not null && !Terminal.Live)
        {
            foreach (var line in Full(_last))
            {
                Terminal.Out.WriteLine(line);
            }
        }

        Redraw();
        _block.Keep();
        base.Finish(last);
    }

    protected abstract string Short(TState state);

    protected abstract IReadOnlyList<string> Full(TState state);

    private void Redraw()
    {
        if (_last is not null && Terminal.Live)
        {
            _block.Draw(Full(_last));
        }
    }
}
