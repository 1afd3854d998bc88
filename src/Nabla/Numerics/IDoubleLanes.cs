namespace Nabla.Networks;

/// <summary>A vector of doubles of some width, for which kernels in double precision are written once for all widths.</summary>
/// <remarks>
/// Like <see cref="ILanes{TSelf}"/>, with the few operations that such kernels need. There is no fused multiply-add: without the
/// instruction it is slow in double precision, and these kernels have digits to spare.
/// </remarks>
internal interface IDoubleLanes<TSelf>
    where TSelf : struct, IDoubleLanes<TSelf>
{
    /// <summary>Gets the number of doubles of a value.</summary>
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
