using Nabla.Networks;

namespace Nabla.Tests.Numerics;

/// <summary>Means and deviations of numbers of any size, as the definition has them.</summary>
public sealed class SpreadTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(1e-310)]
    [InlineData(8e307)]
    public void The_deviation_grows_with_the_numbers(double unit)
    {
        var (mean, deviation) = Spread.Of([2 * unit, 0, -2 * unit, 0]);
        Assert.Equal(0, mean / unit, 1e-9);
        Assert.Equal(Math.Sqrt(2), deviation / unit, 1e-9);
    }

    [Fact]
    public void Ordinary_numbers_have_the_bits_of_the_plain_formula()
    {
        double[] numbers = [0.1, 123.25, -7, 3.3, 1e5];
        double sum = 0, squares = 0;
        foreach (double number in numbers)
            sum += number - numbers[0];
        double mean = sum / numbers.Length;
        foreach (double number in numbers)
            squares += (number - numbers[0] - mean) * (number - numbers[0] - mean);
        Assert.Equal((numbers[0] + mean, Math.Sqrt(squares / numbers.Length)), Spread.Of(numbers));
    }

    [Fact]
    public void The_deviation_is_0_where_all_numbers_are_equal_and_only_there()
    {
        Assert.Equal((0.1, 0), Spread.Of([0.1, 0.1, 0.1]));
        Assert.Equal((0, 0), Spread.Of([0, -0.0]));
        Assert.True(Spread.Of([0, double.Epsilon]).Deviation > 0);
        Assert.True(Spread.Of([1e9, 1e9 + 1]).Deviation == 0.5);
        Assert.True(double.IsFinite(Spread.Of([double.MaxValue, double.MinValue]).Deviation));
    }

    [Fact]
    public void Missing_numbers_count_as_what_stands_for_them()
    {
        Assert.Equal(Spread.Of([5, 1, 5]), Spread.Of([double.NaN, 1, double.NaN], 5));
        Assert.Equal((3, 0), Spread.Of([double.NaN, 3], 3));
    }
}
