using System.Collections;

namespace Plumbline.Agent.Facts;

/// <summary>The size of a collection that is declared as an interface: only its own type tells where the size is.</summary>
internal sealed class LateSizeFact(MethodFacts facts, string? name) : Fact(facts, name)
{
    private readonly NumberFact _size = new(facts, name, isWhole: true, isSize: true);

    // PERF: asking a type takes several times as long as all else. By handle, which no other type gets as long as this one is not unloaded.
    private nint _sized;
    private nint _unsized;

    public FirstFound? See(object collection)
    {
        var size = SizeOf(collection);
        if (size < 0)
        {
            return null;
        }

        var found = size < FactCells.Read(_size.Cells) || size > FactCells.Read(_size.Cells, 1) ? _size.See(size) : null;
        _size.Sample(size);
        return found;
    }

    private int SizeOf(object collection)
    {
        var handle = collection.GetType().TypeHandle.Value;
        return handle == _unsized ? -1 : handle == _sized ? ((ICollection)collection).Count : Look(collection, handle);
    }

    private int Look(object collection, nint handle)
    {
        var size = CollectionSize.Of(collection);
        if (!collection.GetType().IsCollectible)
        {
            (size < 0 ? ref _unsized : ref _sized) = handle;
        }

        return size;
    }
}
