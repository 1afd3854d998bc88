namespace Nabla.Networks;

/// <summary>A loop over independent elements, rows or columns, written once for every vector width.</summary>
internal interface IVectorLoop
{
    /// <summary>Processes elements from <paramref name="first"/> on, in whole vectors that end at or before <paramref name="last"/>.</summary>
    /// <returns>The first element not processed, where narrower vectors continue; <paramref name="last"/> if none are needed.</returns>
    int Run<TLanes>(int first, int last)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>A loop over independent elements, rows or columns in double precision.</summary>
internal interface IDoubleVectorLoop
{
    /// <inheritdoc cref="IVectorLoop.Run{TLanes}"/>
    int Run<TLanes>(int first, int last)
        where TLanes : struct, IDoubleLanes<TLanes>;
}
