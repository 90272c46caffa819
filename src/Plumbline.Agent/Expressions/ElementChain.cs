namespace Plumbline.Agent.Expressions;

/// <summary>A collection with the <c>Where</c> and <c>Select</c> written behind it; they run inside the loop of what consumes it.</summary>
internal sealed record ElementChain(Operand Collection, ElementSource Source, IReadOnlyList<ElementStage> Stages);

/// <param name="IsFilter"><c>Where</c>, else <c>Select</c>.</param>
internal sealed record ElementStage(bool IsFilter, LambdaSyntax Lambda);
