namespace Nabla.Networks;

/// <summary>Operations on the columns of a batch for a layer in double precision, converting from floats and back.</summary>
/// <remarks>
/// <code>
/// Centre          mⱼ = (…((+0 + x[0,j]) + x[1,j]) + …) / rows        c[n,j] = x[n,j] − mⱼ
/// Scale           c[n,j] ← c[n,j] fⱼ
/// ScaleAndShift   y[n,j] = c[n,j] fⱼ + bⱼ                             rounded to single precision once, at the end
/// AddDots         df[j] = df[j] + Σₙ dy[n,j] c[n,j]                   the sum over n ascending, from +0, then rounded to single precision
/// Round           y[n,j] = c[n,j]                                     rounded to single precision
/// Average         a[i,j] ← (1 − q) a[i,j] + q (f v[i,j])              rounded to single precision once, at the end
/// </code>
/// c is [rows, columns] without gaps. Compared with the products of the batch these loops are cheap, so they are not vectorised.
/// </remarks>
internal static class DoubleColumns
{
    public static void Centre(ReadOnlyMatrixView x, Span<double> means, Span<double> c)
    {
        means.Clear();
        for (int n = 0; n < x.Rows; n++)
        {
            var row = x.Row(n);
            for (int j = 0; j < row.Length; j++)
                means[j] += row[j];
        }

        foreach (ref double mean in means)
            mean /= x.Rows;
        for (int n = 0; n < x.Rows; n++)
        {
            var row = x.Row(n);
            var centred = c.Slice(n * row.Length, row.Length);
            for (int j = 0; j < row.Length; j++)
                centred[j] = row[j] - means[j];
        }
    }

    public static void Scale(Span<double> c, ReadOnlySpan<float> factors)
    {
        for (int first = 0; first < c.Length; first += factors.Length)
        {
            var row = c.Slice(first, factors.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] *= factors[j];
        }
    }

    public static void ScaleAndShift(ReadOnlySpan<double> c, ReadOnlySpan<float> factors, ReadOnlySpan<float> shifts, MatrixView y)
    {
        for (int n = 0; n < y.Rows; n++)
        {
            var row = y.Row(n);
            var values = c.Slice(n * row.Length, row.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] = (float)((values[j] * factors[j]) + shifts[j]);
        }
    }

    public static void AddDots(ReadOnlyMatrixView dy, ReadOnlySpan<double> c, Span<double> sums, Span<float> gradient)
    {
        sums.Clear();
        for (int n = 0; n < dy.Rows; n++)
        {
            var row = dy.Row(n);
            var values = c.Slice(n * row.Length, row.Length);
            for (int j = 0; j < row.Length; j++)
                sums[j] += row[j] * values[j];
        }

        for (int j = 0; j < sums.Length; j++)
            gradient[j] += (float)sums[j];
    }

    public static void Round(ReadOnlySpan<double> c, MatrixView y)
    {
        for (int n = 0; n < y.Rows; n++)
        {
            var row = y.Row(n);
            var values = c.Slice(n * row.Length, row.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] = (float)values[j];
        }
    }

    public static void Divide(Span<double> c, double divisor)
    {
        foreach (ref double value in c)
            value /= divisor;
    }

    public static void Average(double q, ReadOnlySpan<double> v, double f, PanelView a)
    {
        for (int i = 0; i < a.Rows; i++)
        {
            var row = v.Slice(i * a.Columns, a.Columns);
            for (int panel = 0; panel < a.Panels; panel++)
            {
                var segment = a.Segment(i, panel);
                for (int j = 0; j < segment.Length; j++)
                    segment[j] = (float)(((1 - q) * segment[j]) + (q * (f * row[(panel * PanelView.PanelColumns) + j])));
            }
        }
    }
}
