using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>A change of flat arrays in which elements do not meet, written once for every vector width.</summary>
internal interface IFlatUpdate
{
    /// <summary>Changes whole vectors of elements, from the first on, as long as they end at or before the last.</summary>
    /// <returns>The first element that is not changed yet: narrower vectors go on there.</returns>
    int Update<TLanes>(int first, int last)
        where TLanes : struct, ILanes<TLanes>;
}
