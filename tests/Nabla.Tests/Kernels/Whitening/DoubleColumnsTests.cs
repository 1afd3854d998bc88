using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>Columns of a batch in double precision: the formulas, whatever the stride; what lies between rows is left alone.</summary>
public sealed class DoubleColumnsTests
{
    private static readonly RandomKey Key = new(34);

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(5, 3, 2)]
    [InlineData(20, 40, 8)]
    public void Equal_the_formulas(int rows, int columns, int gap)
    {
        var x = new MatrixView(Some.Normal(rows * (columns + gap), Key.Fold(1)), rows, columns, columns + gap);
        var y = new MatrixView(Some.Normal(rows * (columns + gap), Key.Fold(2)), rows, columns, columns + gap);
        float[] factors = Some.Normal(columns, Key.Fold(3)), shifts = Some.Normal(columns, Key.Fold(4)), before = [.. y.Data];
        double[] c = new double[rows * columns], means = new double[columns];

        DoubleColumns.Centre(x, means, c);
        DoubleColumns.ScaleAndShift(c, factors, shifts, y);
        float[] gradient = [.. shifts];
        double[] sums = new double[columns], scaled = [.. c];
        DoubleColumns.AddDots(x, c, sums, gradient);
        DoubleColumns.Scale(scaled, factors);
        for (int j = 0; j < columns; j++)
        {
            double sum = 0, dot = 0;
            for (int n = 0; n < rows; n++)
                sum += x[n, j];
            Assert.Equal(sum / rows, means[j]);
            for (int n = 0; n < rows; n++)
            {
                double centred = x[n, j] - means[j];
                dot += x[n, j] * centred;
                Assert.Equal(centred, c[(n * columns) + j]);
                Assert.Equal(centred * factors[j], scaled[(n * columns) + j]);
                Assert.Equal((float)((centred * factors[j]) + shifts[j]), y[n, j]);
            }

            Assert.Equal(shifts[j] + (float)dot, gradient[j]);
        }

        DoubleColumns.Round(c, y);
        for (int n = 0; n < rows; n++)
        {
            for (int j = 0; j < columns; j++)
                Assert.Equal((float)c[(n * columns) + j], y[n, j]);
            Assert.Equal(before.AsSpan((n * y.Stride) + columns, gap), y.Data.Slice((n * y.Stride) + columns, gap));
        }
    }

    [Fact]
    public void An_average_rounds_once()
    {
        var average = new PanelView(new float[3 * 40], 3, 40);
        float[] start = Some.Normal(3 * 40, Key.Fold(5));
        double[] values = [.. Some.Normal(3 * 40, Key.Fold(6)).Select(value => value / 3.0)];
        average.CopyFromRowMajor(start);
        DoubleColumns.Average(0.1f, values, 1.5, average);
        Assert.Equal(start.Zip(values, (a, v) => (float)(((1 - (double)0.1f) * a) + ((double)0.1f * (1.5 * v)))), average.ToRowMajor());
    }
}
