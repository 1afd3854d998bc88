using Nabla.Networks;

namespace Nabla.Tests.Optimizers;

public sealed class LineSearchTests
{
    /// <summary>Lines that searches are tried on since Moré and Thuente 1994, and one that is not finite beyond 5.</summary>
    private static readonly Dictionary<string, Func<double, (double Value, double Slope)>> Lines = new(StringComparer.Ordinal)
    {
        ["parabola"] = α => ((α - 1) * (α - 1), 2 * (α - 1)),
        ["quotient"] = α => (-α / ((α * α) + 2), ((α * α) - 2) / Math.Pow((α * α) + 2, 2)),
        ["quintic"] = α => (Math.Pow(α + 0.004, 5) - (2 * Math.Pow(α + 0.004, 4)), (5 * Math.Pow(α + 0.004, 4)) - (8 * Math.Pow(α + 0.004, 3))),
        ["waves"] = α => (Math.Cos(3 * α) - (0.5 * α) + (0.02 * α * α), (-3 * Math.Sin(3 * α)) - 0.5 + (0.04 * α)),
        ["not finite"] = α => α > 5 ? (double.NaN, 0) : ((α - 4) * (α - 4), 2 * (α - 4)),
        ["overflow"] = α => α > 5 ? (double.PositiveInfinity, double.PositiveInfinity) : (-Math.Log(5.0001 - α) - (4 * α), (1 / (5.0001 - α)) - 4),
    };

    public static TheoryData<string, double> Cases =>
        [.. from line in Lines.Keys from first in new[] { 1e-3, 0.1, 1, 10, 1000 } select (line, first)];

    [Theory, MemberData(nameof(Cases))]
    public void The_step_satisfies_the_strong_Wolfe_conditions(string name, double first)
    {
        var line = new Line(Lines[name]);
        var (value, slope) = line.At(0);
        int evaluations = 0;
        var point = LineSearch.Run(ref line, value, slope, first, LineSearch.MaxEvaluations, ref evaluations);
        Assert.InRange(point.Step, double.Epsilon, double.MaxValue);
        Assert.InRange(point.Value, double.MinValue, value + (1e-4 * point.Step * slope));
        Assert.InRange(Math.Abs(point.Slope), 0, 0.9 * -slope);
        Assert.Equal(point.Step, line.Last);
        Assert.InRange(evaluations, 1, 30);
    }

    /// <summary>For a smooth line too the weak conditions are enough to keep the curvature of a pair positive.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void A_search_that_expects_kinks_satisfies_the_weak_Wolfe_conditions(string name, double first)
    {
        var line = new Line(Lines[name]);
        var (value, slope) = line.At(0);
        int evaluations = 0;
        var point = LineSearch.Run(ref line, value, slope, first, smooth: 0, ref evaluations);
        Assert.True(point.Accepted);
        Assert.InRange(point.Value, double.MinValue, value + (1e-4 * point.Step * slope));
        Assert.InRange(point.Slope, 0.9 * slope, double.MaxValue);
        Assert.Equal(point.Step, line.Last);
        Assert.InRange(evaluations, 1, 30);
    }

    /// <summary>Falls to the kink and rises from there: only a point beyond the kink tells a quasi-Newton method that there is one.</summary>
    [Theory]
    [InlineData(0.3, 5, 1, 0)]
    [InlineData(0.3, 5, 1, 3)]
    [InlineData(0.9, 1.5, 1, 0)]
    [InlineData(1e-4, 20, 1, 0)]
    [InlineData(1e-4, 20, 1, 3)]
    [InlineData(50, 5, 1, 0)]
    public void At_a_kink_the_step_goes_a_little_beyond(double kink, double rise, double first, int smooth)
    {
        var line = new Line(α => α < kink ? (-α, -1) : (-kink + (rise * (α - kink)), rise));
        int evaluations = 0;
        var point = LineSearch.Run(ref line, 0, -1, first, smooth, ref evaluations);
        Assert.True(point.Accepted);
        Assert.InRange(point.Step, kink, kink * (1 + (1 / rise)));
        Assert.Equal(rise, point.Slope);
        Assert.Equal(point.Step, line.Last);
        Assert.InRange(evaluations, 1, 15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(LineSearch.MaxEvaluations)]
    public void A_line_that_only_rises_gives_no_step(int smooth)
    {
        var line = new Line(α => (α, -1));
        int evaluations = 0;
        Assert.Equal(0, LineSearch.Run(ref line, 0, -1, 1, smooth, ref evaluations).Step);
        Assert.InRange(evaluations, 1, 30);
    }

    /// <summary>Falls for ever: the second condition is never met, the lowest point is what there is.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(LineSearch.MaxEvaluations)]
    public void A_line_without_a_minimum_gives_its_lowest_point(int smooth)
    {
        var line = new Line(α => (-α, -1));
        int evaluations = 0;
        var point = LineSearch.Run(ref line, 0, -1, 1, smooth, ref evaluations);
        Assert.False(point.Accepted);
        Assert.InRange(point.Step, 1e6, double.MaxValue);
        Assert.Equal(point.Step, line.Last);
    }

    private struct Line(Func<double, (double Value, double Slope)> function) : ILine
    {
        public double Last { get; private set; }

        public (double Value, double Slope) At(double step)
        {
            Last = step;
            return function(step);
        }
    }
}
