namespace Nabla.Networks;

/// <summary>A vector of doubles of some width: what kernels in double precision are written over, once for all widths.</summary>
/// <remarks>
/// As <see cref="ILanes{TSelf}"/>, with the few operations that such kernels need. There is no fused multiply-add among them: without the
/// instruction, one in double precision is slow, and these kernels have digits to spare.
/// </remarks>
internal interface IDoubleLanes<TSelf>
    where TSelf : struct, IDoubleLanes<TSelf>
{
    /// <summary>How many doubles one value holds.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(double value);

    /// <summary>Reads <see cref="Count"/> doubles.</summary>
    static abstract TSelf Load(ref readonly double source);

    /// <summary>Writes <see cref="Count"/> doubles.</summary>
    static abstract void Store(TSelf value, ref double target);

    static abstract TSelf operator +(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a, TSelf b);
    static abstract TSelf operator *(TSelf a, TSelf b);
}
