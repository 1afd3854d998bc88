using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>The negative logarithm of one chosen element of each row, and its derivative.</summary>
/// <remarks>
/// <code>
/// loss[n] = −ln y[n,t]     dy[n,j] = −[j = t] · scale / y[n,t]
/// </code>
/// One logarithm a row: scalar at every width.
/// </remarks>
internal static class NegativeLogRows
{
    public static void Compute(ReadOnlyMatrixView y, ReadOnlySpan<int> labels, Span<float> losses, MatrixView dy, float scale)
    {
        for (int n = 0; n < y.Rows; n++)
        {
            float probability = y[n, labels[n]];
            losses[n] = -Elementary.Log(probability);
            if (dy.IsEmpty)
                continue;
            dy.Row(n).Clear();
            dy[n, labels[n]] = -scale / probability;
        }
    }
}
