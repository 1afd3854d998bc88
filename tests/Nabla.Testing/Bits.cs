using System.Runtime.InteropServices;
using Nabla.Networks;

namespace Nabla.Testing;

/// <summary>Equality to the bit: −0 is not 0, and a NaN equals itself.</summary>
public static class Bits
{
    /// <summary>The first place where two arrays differ, or null.</summary>
    public static string? Difference(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length)
            return $"{expected.Length} against {actual.Length} elements";
        var left = MemoryMarshal.Cast<float, uint>(expected);
        var right = MemoryMarshal.Cast<float, uint>(actual);
        int at = left.CommonPrefixLength(right);
        return at == left.Length ? null : $"[{at}] {expected[at]:R} ({left[at]:x8}) against {actual[at]:R} ({right[at]:x8})";
    }

    /// <summary>A matrix without its gaps.</summary>
    public static float[] Dense(ReadOnlyMatrixView matrix)
    {
        float[] values = new float[matrix.Rows * matrix.Columns];
        for (int row = 0; row < matrix.Rows; row++)
            matrix.Row(row).CopyTo(values.AsSpan(row * matrix.Columns));
        return values;
    }
}
