using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The test set predictions of a regression: predicted against true values, and the residuals.</summary>
public sealed partial class PredictionsSection : ComponentBase
{
    private const int MaxPoints = 400;
    private const int MaxParts = 10;
    private static readonly double[] Shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    /// <summary>Gets or sets the run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;

    private string Target => Run.Result.Recipe.Target ?? "value";

    private IReadOnlyList<PredictedValue> Finite => [.. Run.Predictions.Where(value => double.IsFinite(value.Prediction))];

    private IReadOnlyList<PredictedValue> ByTruth => [.. Finite.OrderBy(value => value.Truth).ThenBy(value => value.Prediction)];

    private IReadOnlyList<PredictedValue> Drawn => Thinning.Spread(ByTruth, MaxPoints);

    private IReadOnlyList<IReadOnlyList<PredictedValue>> Parts =>
        [.. Thinning.Buckets(Finite.Count, Math.Min(MaxParts, Finite.Count)).Select(part => ByTruth.Skip(part.First).Take(part.Count).ToList())];

    private double[] Residuals => [.. Finite.Select(Residual).Order()];

    private IEnumerable<(double Share, double Residual)> Quantiles => Shares.Select(share => (share, Residuals[(int)Math.Round(share * (Residuals.Length - 1))]));

    private string? Note => Drawn.Count == Finite.Count ? null : $"{Figures.Count(Drawn.Count)} of {Figures.Count(Finite.Count)} test rows are drawn, evenly spread over the true values.";

    private IReadOnlyList<ChartSeries> PredictedSeries
    {
        get
        {
            double least = Finite.Min(value => value.Truth), most = Finite.Max(value => value.Truth);
            return
            [
                new("a test row", [.. Drawn.Select(value => new ChartPoint(value.Truth, value.Prediction))], Look: 0) { Form = SeriesForm.Dots },
                new("predicted = true", [new(least, least), new(most, most)], Look: 1) { Form = SeriesForm.Interval },
            ];
        }
    }

    private Axis TruthAxis => Axis.Linear($"true {Target}", Finite.Select(value => value.Truth));

    private Axis PredictionAxis => Axis.Linear($"predicted {Target}", Finite.SelectMany(value => new[] { value.Truth, value.Prediction }));

    private string PredictedDescription =>
        $"{Figures.Plural(Finite.Count, "test row", "test rows")}. True values range from {Figures.Rounded(Finite.Min(value => value.Truth))} to {Figures.Rounded(Finite.Max(value => value.Truth))}, "
        + $"predicted values from {Figures.Rounded(Finite.Min(value => value.Prediction))} to {Figures.Rounded(Finite.Max(value => value.Prediction))}. Exact predictions are on the line.";

    private IReadOnlyList<ChartSeries> ResidualSeries
    {
        get
        {
            double least = Finite.Min(value => value.Prediction), most = Finite.Max(value => value.Prediction);
            return
            [
                new("a test row", [.. Drawn.OrderBy(value => value.Prediction).Select(value => new ChartPoint(value.Prediction, Residual(value)))], Look: 0) { Form = SeriesForm.Dots },
                new("no error", [new(least, 0), new(most, 0)], Look: 1) { Form = SeriesForm.Interval },
            ];
        }
    }

    private Axis PredictedAxis => Axis.Linear($"predicted {Target}", Finite.Select(value => value.Prediction));

    private Axis ResidualAxis => Axis.Linear("predicted − true", Finite.Select(Residual).Append(0));

    private string ResidualDescription =>
        $"Predicted − true by predicted value. Half of the residuals are between {Figures.Rounded(Residuals[(int)Math.Round(0.25 * (Residuals.Length - 1))])} and {Figures.Rounded(Residuals[(int)Math.Round(0.75 * (Residuals.Length - 1))])}.";

    private static double Residual(PredictedValue value) => value.Prediction - value.Truth;
}
