namespace Nabla.Networks;

/// <summary>Computes the weighted negative logarithm of one chosen element of each row, and its derivative.</summary>
/// <remarks>
/// s[n] the row's weight, c[t] its class's, W the sum of their products; weights are 1 by default.
/// <code>
/// loss[n] = −s[n] c[t] ln y[n,t]     dy[n,j] = −[j = t] · s[n] c[t] / W / y[n,t]
/// </code>
/// A row of weight 0 is ignored. One logarithm per row: scalar at every width.
/// </remarks>
internal static class NegativeLogRows
{
    public static void Compute(
        ReadOnlyMatrixView y, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights, double totalWeight,
        Span<float> losses, MatrixView dy)
    {
        for (int n = 0; n < y.Rows; n++)
        {
            int label = labels[n];
            double weight = (weights.IsEmpty ? 1.0 : weights[n]) * (classWeights.IsEmpty ? 1.0 : classWeights[label]);
            losses[n] = weight == 0 ? 0 : (float)-weight * Elementary.Log(y[n, label]);
            if (dy.IsEmpty)
                continue;
            dy.Row(n).Clear();
            if (weight != 0)
                dy[n, label] = (float)(-weight / totalWeight) / y[n, label];
        }
    }
}
