namespace Nabla.Networks;

/// <summary>A loop over elements, rows or columns that are independent of each other, written once for every vector width.</summary>
internal interface IVectorLoop
{
    /// <summary>Runs from <paramref name="first"/> on, as long as whole vectors end at or before <paramref name="last"/>.</summary>
    /// <returns>The first element that is not done: narrower vectors continue there. A loop that needs none returns <paramref name="last"/>.</returns>
    int Run<TLanes>(int first, int last)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>The same in double precision.</summary>
internal interface IDoubleVectorLoop
{
    /// <inheritdoc cref="IVectorLoop.Run{TLanes}"/>
    int Run<TLanes>(int first, int last)
        where TLanes : struct, IDoubleLanes<TLanes>;
}
