namespace Nabla.Networks;

/// <summary>Subtracts one value per column from a batch, or multiplies a matrix by one, to convert running statistics to a linear layer.</summary>
internal static class ColumnScaling
{
    /// <summary>Computes y[n,j] = x[n,j] − m[j].</summary>
    public static void Subtract(ReadOnlyMatrixView x, ReadOnlySpan<float> m, MatrixView y)
    {
        for (int n = 0; n < x.Rows; n++)
        {
            var source = x.Row(n);
            var target = y.Row(n);
            for (int j = 0; j < m.Length; j++)
                target[j] = source[j] - m[j];
        }
    }

    /// <summary>Computes u[i,j] = w[i,j] f[j].</summary>
    public static void Scale(PanelView w, ReadOnlySpan<float> f, PanelView u)
    {
        for (int panel = 0; panel < w.Panels; panel++)
        {
            var factors = f[(panel * PanelView.PanelColumns)..];
            for (int i = 0; i < w.Rows; i++)
            {
                Span<float> source = w.Segment(i, panel), target = u.Segment(i, panel);
                for (int j = 0; j < target.Length; j++)
                    target[j] = source[j] * factors[j];
            }
        }
    }
}
