using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>The curves of a run: loss of every step, loss and accuracy of every epoch.</summary>
public sealed partial class CurvesSection : ComponentBase
{
    private const int StepBuckets = 300;
    private const int MostEpochs = 400;
    private const int MostStretches = 20;

    private IReadOnlyList<double> _smooth = [];

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;

    private IReadOnlyList<double> Losses => Run.StepLosses;

    private IReadOnlyList<EpochResult> Epochs => Run.Result.Epochs;

    /// <summary>About how many steps a value of the smoothed curve stands for: a fiftieth of all.</summary>
    private double Window => Math.Max(1, Math.Round(Losses.Count / 50.0));

    private bool IsThinned => Losses.Count > 2 * StepBuckets;

    private IReadOnlyList<ChartSeries> StepSeries =>
    [
        new("each step", Thinning.KeepExtremes(Losses, StepBuckets), Look: 0) { IsFaint = true },
        new($"smoothed over about {Figures.Plural((long)Window, "step", "steps")}", [.. Thinning.Positions(_smooth.Count, StepBuckets).Select(position => new ChartPoint(position + 1, _smooth[position]))], Look: 1),
    ];

    private string LossUnit => RunWords.LossUnit(Run.Result.Recipe) is { } unit ? $"loss ({unit})" : "loss";

    private Axis StepAxis => Axis.Counting("step", Losses.Count);

    private Axis StepLossAxis => Axis.Values(LossUnit, Losses);

    private string? StepsNote => string.Concat(
        IsThinned
            ? $"Of {Figures.Count(Losses.Count)} steps {Figures.Count(StepBuckets)} stretches are drawn, each by its least and its greatest loss: no peak is left out. {RunDirectory.StepsFileName} has every step."
            : "",
        Losses.All(double.IsFinite) ? "" : " A loss that is not a finite number is not drawn.").Trim() is { Length: > 0 } note ? note : null;

    private string StepsDescription =>
        $"A curve over {Figures.Plural(Losses.Count, "step", "steps")}. The loss is {Figures.Loss(Losses[0])} at the first step and, smoothed, {Figures.Loss(_smooth[^1])} at the last.";

    private IReadOnlyList<EpochResult> Drawn => Thinning.Spread(Epochs, MostEpochs);

    private string? EpochNote => Drawn.Count == Epochs.Count ? null
        : $"Of {Figures.Count(Epochs.Count)} epochs {Figures.Count(Drawn.Count)} are drawn, evenly spread. {RunDirectory.EpochsFileName} has every epoch.";

    private IReadOnlyList<ChartSeries> LossSeries => Pair(epoch => epoch.TrainLoss, epoch => epoch.ValidationLoss);

    private IReadOnlyList<ChartSeries> AccuracySeries => Pair(epoch => epoch.TrainAccuracy, epoch => epoch.ValidationAccuracy);

    private Axis EpochAxis => Axis.Counting("epoch", Epochs.Count);

    private Axis LossAxis => Axis.Values(LossUnit, Epochs.SelectMany(epoch => new[] { epoch.TrainLoss, epoch.ValidationLoss }));

    private Axis AccuracyAxis => Axis.Percent("accuracy", Epochs.SelectMany(epoch => new[] { epoch.TrainAccuracy, epoch.ValidationAccuracy }));

    private ChartMark? Best => Run.Result.BestEpoch is { } best ? new(best, Figures.Invariant($"best epoch ({best})")) : null;

    private string LossDescription => Describe("Loss", Figures.Loss, epoch => epoch.TrainLoss, epoch => epoch.ValidationLoss);

    private string AccuracyDescription => Describe("Accuracy", Figures.Percent, epoch => epoch.TrainAccuracy, epoch => epoch.ValidationAccuracy);

    private IEnumerable<(string Steps, string Least, string Mean, string Greatest)> Stretches =>
        Thinning.Buckets(Losses.Count, Math.Min(MostStretches, Losses.Count)).Select(stretch =>
        {
            var part = Losses.Skip(stretch.First).Take(stretch.Count).Where(double.IsFinite).ToList();
            string steps = stretch.Count == 1 ? Figures.Count(stretch.First + 1) : $"{Figures.Count(stretch.First + 1)} to {Figures.Count(stretch.First + stretch.Count)}";
            return part.Count == 0 ? (steps, "not finite", "not finite", "not finite") : (steps, Figures.Loss(part.Min()), Figures.Loss(part.Average()), Figures.Loss(part.Max()));
        });

    /// <inheritdoc/>
    protected override void OnInitialized() => _smooth = Smoothing.Average(Losses, Window);

    private IReadOnlyList<ChartSeries> Pair(Func<EpochResult, double> training, Func<EpochResult, double> validation) =>
    [
        new("training", [.. Drawn.Select(epoch => new ChartPoint(epoch.Epoch, training(epoch)))], Look: 0),
        new("validation", [.. Drawn.Select(epoch => new ChartPoint(epoch.Epoch, validation(epoch)))], Look: 1),
    ];

    private string Describe(string what, Func<double, string> format, Func<EpochResult, double> training, Func<EpochResult, double> validation)
    {
        string text = $"{what} over {Figures.Plural(Epochs.Count, "epoch", "epochs")}: training from {format(training(Epochs[0]))} to {format(training(Epochs[^1]))}, "
            + $"validation from {format(validation(Epochs[0]))} to {format(validation(Epochs[^1]))}.";
        return Run.Result.BestEpoch is { } best
            ? $"{text} In the best epoch, {Figures.Count(best)}, validation is {format(validation(Epochs[best - 1]))}."
            : text;
    }
}
