using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>The curves of a run: loss of every step, loss and accuracy of every epoch; the learning rate if it changes, and the penalty on weights if there is one.</summary>
public sealed partial class CurvesSection : ComponentBase
{
    private const int StepBuckets = 300;
    private const int MaxEpochs = 400;
    private const int MaxStretches = 20;

    private IReadOnlyList<double> _smooth = [];

    /// <summary>Gets or sets the run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;

    private IReadOnlyList<double> Losses => Run.StepLosses;

    private IReadOnlyList<EpochResult> Epochs => Run.Result.Epochs;

    /// <summary>Gets the approximate number of steps averaged by the smoothed curve: a fiftieth of all, and at least two.</summary>
    private double Window => Math.Max(2, Math.Round(Losses.Count / 50.0));

    private bool IsThinned => Losses.Count > 2 * StepBuckets;

    private IReadOnlyList<ChartSeries> StepSeries =>
    [
        new("each step", Thinning.KeepExtremes(Losses, StepBuckets), Look: 0) { IsFaint = true },
        new($"smoothed over about {Figures.Plural((long)Window, "step", "steps")}", [.. Thinning.Positions(_smooth.Count, StepBuckets).Select(position => new ChartPoint(position + 1, _smooth[position]))], Look: 1),
    ];

    private string LossTitle => InUnits("loss");

    private Axis StepAxis => Axis.Counting("step", Losses.Count);

    private Axis StepLossAxis => Axis.Values(LossTitle, Losses);

    private string? StepsNote => string.Concat(
        IsThinned
            ? $"The {Figures.Count(Losses.Count)} steps are drawn as {Figures.Count(StepBuckets)} ranges, each with its minimum and maximum loss, so that no peak is lost. {RunDirectory.StepsFileName} has every step."
            : "",
        Losses.All(double.IsFinite) ? "" : " Losses that are not finite are not drawn.").Trim() is { Length: > 0 } note ? note : null;

    private string StepsDescription =>
        $"A curve over {Figures.Plural(Losses.Count, "step", "steps")}. The loss is {Figures.Loss(Losses[0])} at the first step and, smoothed, {Figures.Loss(_smooth[^1])} at the last.";

    private IReadOnlyList<EpochResult> Drawn => Thinning.Spread(Epochs, MaxEpochs);

    private string? EpochNote => Drawn.Count == Epochs.Count ? null
        : $"{Figures.Count(Drawn.Count)} of {Figures.Count(Epochs.Count)} epochs are drawn, evenly spaced. {RunDirectory.EpochsFileName} has every epoch.";

    private IReadOnlyList<ChartSeries> LossSeries => Pair(epoch => epoch.TrainLoss, epoch => epoch.ValidationLoss);

    private IReadOnlyList<ChartSeries> AccuracySeries => Pair(Training, Validation);

    private Axis EpochAxis => Axis.Counting("epoch", Epochs.Count);

    private Axis LossAxis => Axis.Values(LossTitle, Epochs.SelectMany(epoch => new[] { epoch.TrainLoss, epoch.ValidationLoss }));

    private Axis AccuracyAxis => Axis.Percent("accuracy", Epochs.SelectMany(epoch => new[] { Training(epoch), Validation(epoch) }));

    private ChartMark? Best => Run.Result.BestEpoch is { } best ? new(best, Figures.Invariant($"best epoch ({best})")) : null;

    private string LossDescription => Describe("Loss", Figures.Loss, epoch => epoch.TrainLoss, epoch => epoch.ValidationLoss);

    private string AccuracyDescription => Describe("Accuracy", Figures.Percent, Training, Validation);

    private IReadOnlyList<ChartSeries> RmseSeries => [One("validation", Rmse) with { Look = 1 }];

    private Axis RmseAxis => Axis.Values("RMSE, in the units of the target", Epochs.Select(Rmse));

    private string RmseDescription =>
        $"Validation RMSE over {Figures.Plural(Epochs.Count, "epoch", "epochs")}: from {Figures.Rounded(Rmse(Epochs[0]))} to {Figures.Rounded(Rmse(Epochs[^1]))}.";

    private bool HasSchedule => Epochs.Any(epoch => epoch.LearningRate != Epochs[0].LearningRate);

    private IReadOnlyList<ChartSeries> RateSeries => [One("learning rate", epoch => epoch.LearningRate)];

    private Axis RateAxis => Axis.Values("learning rate", Epochs.Select(epoch => epoch.LearningRate));

    private string RateDescription =>
        $"The learning rate over {Figures.Plural(Epochs.Count, "epoch", "epochs")}, at the last step of each: {Figures.Rounded(Epochs[0].LearningRate)} in the first, {Figures.Rounded(Epochs[^1].LearningRate)} in the last.";

    private bool HasPenalty => Epochs.Any(epoch => epoch.Penalty > 0);

    private IReadOnlyList<ChartSeries> PenaltySeries => [One("penalty on weights", epoch => epoch.Penalty)];

    private Axis PenaltyAxis => Axis.Values(InUnits("penalty"), Epochs.Select(epoch => epoch.Penalty));

    private string PenaltyDescription =>
        $"The penalty over {Figures.Plural(Epochs.Count, "epoch", "epochs")}: {Figures.Loss(Epochs[0].Penalty)} in the first, {Figures.Loss(Epochs[^1].Penalty)} in the last.";

    private string PenaltyNote => $"Mean over the steps of an epoch. The penalty is minimised together with the loss; loss curves exclude it. {EpochNote}".TrimEnd();

    private IEnumerable<(string Steps, string Least, string Mean, string Greatest)> Stretches =>
        Thinning.Buckets(Losses.Count, Math.Min(MaxStretches, Losses.Count)).Select(stretch =>
        {
            var part = Losses.Skip(stretch.First).Take(stretch.Count).Where(double.IsFinite).ToList();
            string steps = stretch.Count == 1 ? Figures.Count(stretch.First + 1) : $"{Figures.Count(stretch.First + 1)} to {Figures.Count(stretch.First + stretch.Count)}";
            return part.Count == 0 ? (steps, "not finite", "not finite", "not finite") : (steps, Figures.Loss(part.Min()), Figures.Loss(part.Average()), Figures.Loss(part.Max()));
        });

    /// <inheritdoc/>
    protected override void OnInitialized() => _smooth = Smoothing.Average(Losses, Window);

    private static double Training(EpochResult epoch) => epoch.TrainAccuracy ?? double.NaN;

    private static double Validation(EpochResult epoch) => epoch.ValidationAccuracy ?? double.NaN;

    private static double Rmse(EpochResult epoch) => epoch.ValidationRmse ?? double.NaN;

    private string InUnits(string quantity) => RunWords.LossUnit(Run.Result.Recipe) is { } unit ? $"{quantity} ({unit})" : quantity;

    private ChartSeries One(string name, Func<EpochResult, double> figure) => new(name, [.. Drawn.Select(epoch => new ChartPoint(epoch.Epoch, figure(epoch)))], Look: 0);

    private IReadOnlyList<ChartSeries> Pair(Func<EpochResult, double> training, Func<EpochResult, double> validation) =>
    [
        One("training", training),
        One("validation", validation) with { Look = 1 },
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
