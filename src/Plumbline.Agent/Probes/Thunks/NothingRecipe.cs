using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>An end that nobody asked about.</summary>
internal sealed class NothingRecipe(Site site) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        // The region around it is all that is needed.
    }
}
