namespace Plumbline.Agent.Probes.Thunks;

/// <summary>What a thunk does at a hit. A recipe writes its code; nothing of it runs before.</summary>
internal abstract class ThunkRecipe(Site site)
{
    /// <summary>The site that hits are counted for.</summary>
    public Site Site { get; } = site;

    /// <summary>What the thunk gives back: void, or the ticket.</summary>
    public virtual Type Returns => typeof(void);

    /// <summary>The cell that it adds one to, where it does nothing else; else -1. Such a hook needs no thunk of its own.</summary>
    public virtual int OnlyCell => -1;

    /// <summary>The function that <see cref="OnlyCell"/> is passed to; it takes the ticket, too, where there is one.</summary>
    public virtual nint OnlyFunction => HitCells.Counter;

    /// <summary>Whether it needs no region that catches, and returns by itself.</summary>
    public virtual bool IsBare => false;

    /// <summary>Whether it reads whole values: their types are then looked at beforehand.</summary>
    public virtual bool Captures => true;

    /// <summary>Writes the body, inside a region that catches everything. Control falls through, or goes to <see cref="ThunkWriter.Done"/>.</summary>
    /// <exception cref="ThunkException">An expression does not fit these types.</exception>
    public abstract void Write(ThunkWriter writer);

    /// <summary>Called where an instantiation of generic code gets no thunk: the probe shows why.</summary>
    public void Refused(Exception reason) => Site.Probe.Faulted(reason);
}

/// <summary>A thunk that can't be generated; the message is for the user.</summary>
internal sealed class ThunkException(string message, string? text = null, int column = -1) : Exception(message)
{
    public string? Text { get; } = text;

    public int Column { get; } = column;
}
