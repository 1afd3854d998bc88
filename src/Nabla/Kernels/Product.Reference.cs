namespace Nabla.Networks;

internal static partial class Product
{
    /// <summary>The specification of the three products: for each element of the result, one chain of fused multiply-adds in the order of the sum.</summary>
    /// <remarks>Each computes a part of its result, <c>from ≤ … &lt; to</c>. Clarity matters here, not speed.</remarks>
    internal static class Reference
    {
        /// <summary>y[n,j] = b[j] + Σₖ x[n,k] w[k,j], k ascending; for the samples n in the part.</summary>
        public static void Affine(ReadOnlyMatrixView x, PanelView w, ReadOnlySpan<float> bias, MatrixView y, int from, int to)
        {
            for (int n = from; n < to; n++)
            {
                var sums = y.Row(n);
                bias.CopyTo(sums);
                for (int k = 0; k < x.Columns; k++)
                {
                    for (int panel = 0; panel < w.Panels; panel++)
                        AddScaled(x[n, k], w.Segment(k, panel), sums[(panel * PanelView.PanelColumns)..]);
                }
            }
        }

        /// <summary>dw[k,j] = dw[k,j] + Σₙ x[n,k] dy[n,j], n ascending; for the inputs k in the part.</summary>
        public static void AddTransposedLeft(ReadOnlyMatrixView x, ReadOnlyMatrixView dy, PanelView dw, int from, int to)
        {
            for (int k = from; k < to; k++)
            {
                for (int n = 0; n < x.Rows; n++)
                {
                    for (int panel = 0; panel < dw.Panels; panel++)
                        AddScaled(x[n, k], dy.Row(n)[(panel * PanelView.PanelColumns)..], dw.Segment(k, panel));
                }
            }
        }

        /// <summary>dx[n,k] = Σⱼ dy[n,j] w[k,j], j ascending, from +0; for the inputs k in the part.</summary>
        public static void TransposedRight(ReadOnlyMatrixView dy, PanelView w, MatrixView dx, int from, int to)
        {
            for (int n = 0; n < dy.Rows; n++)
            {
                var gradient = dy.Row(n);
                for (int k = from; k < to; k++)
                {
                    float sum = 0;
                    for (int j = 0; j < w.Columns; j++)
                        sum = MathF.FusedMultiplyAdd(gradient[j], w[k, j], sum);
                    dx[n, k] = sum;
                }
            }
        }

        private static void AddScaled(float factor, ReadOnlySpan<float> terms, Span<float> sums)
        {
            for (int j = 0; j < Math.Min(terms.Length, sums.Length); j++)
                sums[j] = MathF.FusedMultiplyAdd(factor, terms[j], sums[j]);
        }
    }
}
