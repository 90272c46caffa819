namespace Plumbline.Agent.Facts;

/// <summary>The size of a collection that is declared as an interface: only its own type tells where the size is.</summary>
internal sealed class LateSizeFact(MethodFacts facts, string? name) : Fact(facts, name)
{
    private readonly NumberFact _size = new(facts, name, isWhole: true, isSize: true);

    public FirstFound? See(object collection)
    {
        var size = CollectionSize.Of(collection);
        if (size < 0)
        {
            return null;
        }

        var found = size < FactCells.Read(_size.Cells) || size > FactCells.Read(_size.Cells, 1) ? _size.See(size) : null;
        _size.Sample(size);
        return found;
    }
}
