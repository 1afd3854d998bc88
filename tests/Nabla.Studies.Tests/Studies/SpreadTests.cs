namespace Nabla.Studies.Tests;

public sealed class SpreadTests
{
    [Fact]
    public void The_deviation_is_that_of_the_sample_or_NumPys()
    {
        double[] values = [2, 4, 4, 4, 5, 5, 7, 9];
        Assert.Equal(new Spread(8, 5, Math.Sqrt(32.0 / 7), 2, 9), Spread.Of(values));
        Assert.Equal(new Spread(8, 5, 2, 2, 9), Spread.Of(values, ddof: 0));
    }

    [Fact]
    public void One_run_has_no_deviation_and_none_has_nothing()
    {
        Assert.Equal(new Spread(1, 3, null, 3, 3), Spread.Of([3]));
        Assert.Null(Spread.Of([3], ddof: 0)!.Deviation);
        Assert.Null(Spread.Of([]));
    }

    [Fact]
    public void What_is_not_finite_does_not_count() => Assert.Equal(new Spread(2, 2, Math.Sqrt(2), 1, 3), Spread.Of([1, double.NaN, 3, double.PositiveInfinity]));
}
