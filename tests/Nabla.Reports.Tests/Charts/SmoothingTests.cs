using Nabla.Reports.Charts;

namespace Nabla.Reports.Tests.Charts;

public sealed class SmoothingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void It_is_the_mean_of_the_definition(double window)
    {
        double decay = (window - 1) / (window + 1);
        double[] values = [.. Enumerable.Range(0, 60).Select(i => Math.Exp(-i / 7.0) + (i * 37 % 11 / 10.0))];
        var smooth = Smoothing.Average(values, window);
        for (int t = 0; t < values.Length; t++)
        {
            double sum = 0, weights = 0;
            for (int k = 0; k < values.Length; k++)
                (sum, weights) = (sum + (Math.Pow(decay, Math.Abs(t - k)) * values[k]), weights + Math.Pow(decay, Math.Abs(t - k)));
            Assert.Equal(sum / weights, smooth[t], 1e-12);
        }
    }

    [Fact]
    public void The_window_is_how_many_values_one_stands_for()
    {
        double[] peak = new double[2001];
        peak[1000] = 1;
        Assert.Equal(1.0 / 25, Smoothing.Average(peak, 25)[1000], 1e-12);
    }

    [Fact]
    public void A_straight_line_stays_where_it_is()
    {
        double[] values = [.. Enumerable.Range(0, 2001).Select(i => 5 - (0.01 * i))];
        Assert.Equal(values[1000], Smoothing.Average(values, 25)[1000], 1e-9);
    }

    [Fact]
    public void What_is_not_finite_is_passed_over()
    {
        Assert.Equal([4, 4, 4], Smoothing.Average([4, 4, 4], 10));
        Assert.Equal([3, 5], Smoothing.Average([3, 5], 1));
        Assert.Equal([2.2, 3, 3.8], Smoothing.Average([2, double.NaN, 4], 2).Select(value => Math.Round(value, 12)));
        Assert.Equal([1, 1, 1, 1], Smoothing.Average([1, double.NaN, double.PositiveInfinity, 1], 3));
        Assert.All(Smoothing.Average([double.NaN, double.NaN], 3), value => Assert.Equal(double.NaN, value));
        Assert.Empty(Smoothing.Average([], 3));
    }
}
