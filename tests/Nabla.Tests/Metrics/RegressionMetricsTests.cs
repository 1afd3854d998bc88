using Nabla.Networks;

namespace Nabla.Tests.Metrics;

/// <summary>Against figures worked out by hand, and scikit-learn 1.2's r2_score, mean_squared_error and mean_absolute_error.</summary>
public sealed class RegressionMetricsTests
{
    [Fact]
    public void Figures_by_hand()
    {
        var metrics = Of([[3], [-0.5f], [2], [7]], [[2.5f], [0], [2], [8]]);
        Assert.Equal(4, metrics.Total);
        Assert.Equal(Math.Sqrt(1.5 / 4), metrics.Rmse, 1e-15);
        Assert.Equal(0.5, metrics.Mae, 1e-15);
        Assert.Equal(0.9486081370449679, metrics.R2, 1e-15);     // the example of scikit-learn's documentation
    }

    [Fact]
    public void Several_values_have_a_figure_each_and_their_mean()
    {
        var metrics = Of([[0.5f, 1], [-1, 1], [7, -6]], [[0, 2], [-1, 2], [8, -5]]);
        Assert.Equal(0.9654377880184332, metrics.R2Of(0), 1e-12);
        Assert.Equal(0.9081632653061225, metrics.R2Of(1), 1e-12);
        Assert.Equal((metrics.R2Of(0) + metrics.R2Of(1)) / 2, metrics.R2, 1e-15);
        Assert.Equal((0.5, 1.0), (metrics.MaeOf(0), metrics.MaeOf(1)));
        Assert.Equal(0.75, metrics.Mae, 1e-15);
        Assert.Equal((Math.Sqrt(1.25 / 3) + 1) / 2, metrics.Rmse, 1e-15);
    }

    [Fact]
    public void A_constant_target_has_1_where_it_is_met_exactly_and_else_0()
    {
        Assert.Equal(1, Of([[0.1f], [0.1f], [0.1f]], [[0.1f], [0.1f], [0.1f]]).R2);
        Assert.Equal(0, Of([[0.1f], [0.1f], [0.1f]], [[0.1f], [0.1f], [0.2f]]).R2);
    }

    [Fact]
    public void Of_one_example_R2_is_not_a_number() => Assert.Equal(double.NaN, Of([[1]], [[1]]).R2);

    [Fact]
    public void A_mean_far_from_0_costs_no_digits()
    {
        // 1 − Σ d² / (Σt² − n t̄²) would lose all of them.
        var metrics = Of([[1e6f], [1e6f + 1], [1e6f + 2]], [[1e6f], [1e6f + 1], [1e6f + 1]]);
        Assert.Equal(0.5, metrics.R2, 1e-12);
    }

    [Fact]
    public void A_NaN_among_the_predictions_stays_one() => Assert.Equal((double.NaN, double.NaN), (Of([[1], [2]], [[1], [float.NaN]]).R2, Of([[1], [2]], [[1], [float.NaN]]).Rmse));

    [Fact]
    public void Another_number_of_values_is_refused() => Assert.Equal(
        "RegressionMetrics: prediction is 1x2; expected 1x1.", Assert.Throws<ShapeException>(() => new RegressionMetrics(1).Add([1], [1, 2])).Message);

    private static RegressionMetrics Of(float[][] truth, float[][] prediction)
    {
        var metrics = new RegressionMetrics(truth[0].Length);
        for (int i = 0; i < truth.Length; i++)
            metrics.Add(truth[i], prediction[i]);
        return metrics;
    }
}
