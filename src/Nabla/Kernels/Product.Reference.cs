using Nabla.Numerics;

namespace Nabla.Kernels;

internal static partial class Product
{
    /// <summary>The specification of the three products: for each element of the result, one chain of fused multiply-adds in the order of the sum.</summary>
    /// <remarks>Each computes the rows <c>from ≤ row &lt; to</c> of its result. Nothing here is fast, and nothing should be.</remarks>
    public static class Reference
    {
        /// <summary>y[n,j] = b[j] + Σₖ x[n,k] w[k,j], k ascending.</summary>
        public static void Affine(ReadOnlyMatrixView x, ReadOnlyMatrixView w, ReadOnlySpan<float> bias, MatrixView y, int from, int to)
        {
            for (int n = from; n < to; n++)
            {
                var sums = y.Row(n);
                bias.CopyTo(sums);
                for (int k = 0; k < x.Columns; k++)
                    AddScaled(x[n, k], w.Row(k), sums);
            }
        }

        /// <summary>dw[k,j] = dw[k,j] + Σₙ x[n,k] dy[n,j], n ascending.</summary>
        public static void AddTransposedLeft(ReadOnlyMatrixView x, ReadOnlyMatrixView dy, MatrixView dw, int from, int to)
        {
            for (int k = from; k < to; k++)
            {
                for (int n = 0; n < x.Rows; n++)
                    AddScaled(x[n, k], dy.Row(n), dw.Row(k));
            }
        }

        /// <summary>dx[n,k] = Σⱼ dy[n,j] w[k,j], j ascending, from +0.</summary>
        public static void TransposedRight(ReadOnlyMatrixView dy, ReadOnlyMatrixView w, MatrixView dx, int from, int to)
        {
            for (int n = from; n < to; n++)
            {
                var gradient = dy.Row(n);
                for (int k = 0; k < w.Rows; k++)
                {
                    float sum = 0;
                    var weights = w.Row(k);
                    for (int j = 0; j < weights.Length; j++)
                        sum = MathF.FusedMultiplyAdd(gradient[j], weights[j], sum);
                    dx[n, k] = sum;
                }
            }
        }

        private static void AddScaled(float factor, ReadOnlySpan<float> terms, Span<float> sums)
        {
            for (int j = 0; j < sums.Length; j++)
                sums[j] = MathF.FusedMultiplyAdd(factor, terms[j], sums[j]);
        }
    }
}
