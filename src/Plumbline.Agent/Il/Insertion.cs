namespace Plumbline.Agent.Il;

/// <summary>Which of the references to an instruction go to the block that is inserted before it.</summary>
[Flags]
internal enum Takeover
{
    None = 0,

    /// <summary>Branches to the instruction run the block. Without it, only control that falls in from above does.</summary>
    Branches = 1,

    /// <summary>A try, handler or filter that starts at the instruction starts with the block. Without it the block lies outside.</summary>
    RegionStarts = 2,

    /// <summary>A region that ends before the instruction ends before the block. Without it the block is the region's last part.</summary>
    RegionEnds = 4,

    All = Branches | RegionStarts | RegionEnds,
}

/// <summary>
/// A block to put before an instruction. Its own branches to <paramref name="Before"/> mean "on with the original", which a block
/// inserted between the two later may still take over.
/// </summary>
internal readonly record struct Insertion(Instruction Before, IReadOnlyList<Instruction> Block, Takeover Takeover = Takeover.All);
