namespace Nabla.Networks;

/// <summary>A vector of floats of some width, for which element-wise formulas and kernels are written once for all widths.</summary>
/// <remarks>
/// Every operation is an IEEE-754 single-precision operation (or an exact operation on the 32 bits of a lane), applied to each lane separately.
/// A formula written over lanes is therefore bit-identical at every width, and the one-lane implementation, <see cref="Lanes1"/>, is its specification.
/// A comparison returns a mask: all bits of a lane set, or none.
/// </remarks>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Gets the number of floats of a value.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(float value);

    /// <summary>Reads <see cref="Count"/> floats that start <paramref name="offset"/> floats after <paramref name="source"/>.</summary>
    static abstract TSelf Load(ref readonly float source, nuint offset);

    /// <summary>Reads <see cref="Count"/> bytes that start <paramref name="offset"/> bytes after <paramref name="source"/>, as floats from 0 to 255.</summary>
    static abstract TSelf LoadBytes(ref readonly byte source, nuint offset);

    /// <summary>Writes <see cref="Count"/> floats that start <paramref name="offset"/> floats after <paramref name="target"/>.</summary>
    static abstract void Store(TSelf value, ref float target, nuint offset);

    static abstract TSelf operator +(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a, TSelf b);
    static abstract TSelf operator *(TSelf a, TSelf b);
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Computes the square root, rounded once; NaN below 0.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>Computes a·b + c, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf GreaterThan(TSelf a, TSelf b);

    /// <summary>Returns the mask of the lanes that are NaN.</summary>
    static abstract TSelf IsNaN(TSelf a);

    /// <summary>Returns <paramref name="whenTrue"/> where the mask is set, <paramref name="whenFalse"/> elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    static abstract TSelf BitwiseAnd(TSelf a, TSelf b);
    static abstract TSelf BitwiseOr(TSelf a, TSelf b);

    /// <summary>Adds the lanes' bits as 32-bit integers, without overflow checks.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    static abstract TSelf ShiftBitsLeft(TSelf a, int count);

    /// <summary>Shifts the lanes' bits to the right with copies of the sign bit (arithmetic shift).</summary>
    static abstract TSelf ShiftBitsRight(TSelf a, int count);

    /// <summary>Converts the lanes' bits, read as 32-bit integers, to floats.</summary>
    static abstract TSelf ConvertBitsToFloat(TSelf a);

    /// <summary>Computes the absolute value.</summary>
    static virtual TSelf Abs(TSelf a) => TSelf.BitwiseAnd(a, TSelf.Broadcast(BitConverter.Int32BitsToSingle(int.MaxValue)));

    /// <summary>Returns a where a &gt; b, otherwise b; so b if either is NaN.</summary>
    static virtual TSelf Max(TSelf a, TSelf b) => TSelf.Select(TSelf.GreaterThan(a, b), a, b);
}
