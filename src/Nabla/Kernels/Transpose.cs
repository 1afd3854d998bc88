using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using System.Runtime.Intrinsics.X86;

namespace Nabla.Networks;

/// <summary>Transposes a block of a matrix: rows become columns.</summary>
/// <remarks>Nothing is computed, so no result can differ: eight by eight in registers with AVX, element by element otherwise and at the edges.</remarks>
internal static unsafe class Transpose
{
    private const int Block = 8;

    /// <summary>Copies target[c, r] = source[r, c]; the strides are floats from row to row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* source, nint sourceRow, int rows, int columns, float* target, nint targetRow)
    {
        int row = 0;
        for (; Avx.IsSupported && columns >= Block && row + Block <= rows; row += Block)
        {
            int column = 0;
            for (; column + Block <= columns; column += Block)
                CopyBlock(source + (row * sourceRow) + column, sourceRow, target + (column * targetRow) + row, targetRow);
            CopyElements(source + (row * sourceRow) + column, sourceRow, Block, columns - column, target + (column * targetRow) + row, targetRow);
        }

        CopyElements(source + (row * sourceRow), sourceRow, rows - row, columns, target + row, targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyElements(float* source, nint sourceRow, int rows, int columns, float* target, nint targetRow)
    {
        if (rows < columns)
        {
            // Loop along the longer side.
            for (int row = 0; row < rows; row++)
                CopyLine(source + (row * sourceRow), 1, columns, target + row, targetRow);
        }
        else
        {
            for (int column = 0; column < columns; column++)
                CopyLine(source + column, sourceRow, rows, target + (column * targetRow), 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyLine(float* source, nint sourceStep, int count, float* target, nint targetStep)
    {
        for (; count > 0; count--)
        {
            *target = *source;
            source += sourceStep;
            target += targetStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock(float* source, nint sourceRow, float* target, nint targetRow)
    {
        // Halves of rows r and r + 4 share a register, so that the next two steps stay within halves.
        var (a0, b0) = LoadPair(source, sourceRow);
        var (a1, b1) = LoadPair(source + sourceRow, sourceRow);
        var (a2, b2) = LoadPair(source + (2 * sourceRow), sourceRow);
        var (a3, b3) = LoadPair(source + (3 * sourceRow), sourceRow);
        StoreFour(a0, a1, a2, a3, target, targetRow);
        StoreFour(b0, b1, b2, b3, target + (4 * targetRow), targetRow);
    }

    /// <summary>Loads columns 0 to 3 of rows r and r + 4, and columns 4 to 7 of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Low, Vector256<float> High) LoadPair(float* row, nint sourceRow)
    {
        float* other = row + (4 * sourceRow);
        return (
            Vector256.Create(Vector128.Load(row), Vector128.Load(other)),
            Vector256.Create(Vector128.Load(row + 4), Vector128.Load(other + 4)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3, float* target, nint targetRow)
    {
        var low01 = Avx.UnpackLow(r0, r1);
        var high01 = Avx.UnpackHigh(r0, r1);
        var low23 = Avx.UnpackLow(r2, r3);
        var high23 = Avx.UnpackHigh(r2, r3);
        Avx.Shuffle(low01, low23, 0b01_00_01_00).Store(target);
        Avx.Shuffle(low01, low23, 0b11_10_11_10).Store(target + targetRow);
        Avx.Shuffle(high01, high23, 0b01_00_01_00).Store(target + (2 * targetRow));
        Avx.Shuffle(high01, high23, 0b11_10_11_10).Store(target + (3 * targetRow));
    }
}
