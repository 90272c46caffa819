using System.Reflection.Emit;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Runs another recipe only where an invocation of a state machine begins.</summary>
internal sealed class FirstEntryRecipe(ThunkRecipe inner, BodyKind kind) : ThunkRecipe(inner.Site)
{
    public override bool Captures => inner.Captures;

    public override void Write(ThunkWriter writer)
    {
        var first = writer.Il.DefineLabel();
        new MachineCode(writer.MachineVariable).EmitIsFirst(writer.Il, kind);
        writer.Il.Emit(OpCodes.Brtrue, first);
        writer.GoDone();
        writer.Il.MarkLabel(first);
        inner.Write(writer);
    }
}
