using Nabla.Reports.Charts;

namespace Nabla.Reports.Tests.Charts;

public sealed class ThinningTests
{
    [Fact]
    public void Extremes_stay_where_they_were()
    {
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => Math.Sin(i / 50.0))];
        (values[31_415], values[77_777]) = (9, -9);
        var points = Thinning.KeepExtremes(values, 200);
        Assert.InRange(points.Count, 200, 400);
        Assert.Contains(new ChartPoint(31_416, 9), points);
        Assert.Contains(new ChartPoint(77_778, -9), points);
        Assert.Equal(points.OrderBy(point => point.X), points);
    }

    [Fact]
    public void A_short_curve_stays_whole_but_for_what_is_no_number() =>
        Assert.Equal([new(1, 3), new(3, 2)], Thinning.KeepExtremes([3, double.NaN, 2, double.PositiveInfinity], 10));

    [Fact]
    public void Evenly_spread_items_hold_the_first_and_the_last()
    {
        Assert.Equal([0, 3, 6, 9], Thinning.Spread([.. Enumerable.Range(0, 10)], 4));
        Assert.Equal([1, 2], Thinning.Spread([1, 2], 4));
    }
}
