using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>Where an evaluation goes that meets a null, a missing key or the like on its way.</summary>
internal sealed class UndefinedScope
{
    public LabelTarget Label { get; } = Expression.Label("undefined");

    public bool IsUsed { get; set; }
}
