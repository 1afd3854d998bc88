using Nabla.Networks;

namespace Nabla;

/// <summary>Specifies why a training run ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were completed.</summary>
    Completed,

    /// <summary>A loss was not a finite number.</summary>
    Diverged,

    /// <summary>Cancellation was requested.</summary>
    Cancelled,

    /// <summary>Early stopping: the figure that it watches had not improved for as long as the patience allows.</summary>
    EarlyStopped,

    /// <summary>The method converged before the last epoch: it cannot lower the loss any further, within single precision.</summary>
    Converged,
}

/// <summary>The results of one epoch of training.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Step">The number of steps by its end, over the whole run.</param>
/// <param name="TrainLoss">The mean of the batches' losses, each before its update; with L-BFGS after it.</param>
/// <param name="TrainAccuracy">The accuracy on the epoch's examples, each before its batch's update; null for a regression.</param>
/// <param name="ValidationLoss">The mean loss over the validation split after the epoch; null without one.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation split after the epoch; null for a regression and without a validation split.</param>
/// <param name="TrainingTime">The time spent in optimisation steps, excluding evaluation.</param>
public sealed record EpochRecord(
    int Epoch, long Step, double TrainLoss, double? TrainAccuracy, double? ValidationLoss, double? ValidationAccuracy, TimeSpan TrainingTime)
{
    /// <summary>Gets the mean elastic net penalty of the steps, which <see cref="TrainLoss"/> does not include; 0 without one.</summary>
    public double Penalty { get; init; }

    /// <summary>Gets the learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Gets the root mean squared error over the validation split after the epoch; null for a classification.</summary>
    public double? ValidationRmse { get; init; }

    /// <summary>Gets the mean absolute error over the validation split after the epoch; null for a classification.</summary>
    public double? ValidationMae { get; init; }

    /// <summary>Gets the coefficient of determination over the validation split after the epoch; null for a classification.</summary>
    public double? ValidationR2 { get; init; }

    /// <summary>Gets the figures of the layers at the end of the epoch, first to last, with inner layers after their residual block; empty unless <see cref="TrainerOptions.Inspect"/> is set.</summary>
    public IReadOnlyList<LayerRecord> Layers { get; init; } = [];

    /// <summary>Returns the metric that selects the best epoch, negated if lower is better.</summary>
    internal double Merit(BestBy by) => by switch
    {
        BestBy.Accuracy => Given(ValidationAccuracy, by),
        BestBy.Rmse => -Given(ValidationRmse, by),
        BestBy.R2 => Given(ValidationR2, by),
        BestBy.AccuracyThenLoss => Given(ValidationAccuracy, by),
        _ => -Given(ValidationLoss, BestBy.Loss),
    };

    /// <summary>Returns whether this epoch is better than another by a validation metric.</summary>
    /// <param name="other">The other epoch.</param>
    /// <param name="by">The metric.</param>
    /// <param name="margin">The minimum improvement, in the units of the metric. Default 0.</param>
    /// <exception cref="InvalidOperationException">An epoch does not have the metric.</exception>
    public bool IsBetterThan(EpochRecord other, BestBy by, double margin = 0)
    {
        if (by != BestBy.AccuracyThenLoss || ValidationAccuracy != other.ValidationAccuracy)
            return Merit(by) > other.Merit(by) + margin;
        return Merit(BestBy.Loss) > other.Merit(BestBy.Loss) + margin;
    }

    private double Given(double? figure, BestBy by) =>
        figure ?? throw new InvalidOperationException($"Epoch {Epoch} has no {by}: its task is another.");
}

/// <summary>The results of a training run. After it the network holds the parameters of the best epoch.</summary>
public sealed record TrainingReport
{
    /// <summary>Gets why the run ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Gets the completed epochs, in order.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>Gets the loss of every step, in order.</summary>
    public required IReadOnlyList<double> StepLosses { get; init; }

    /// <summary>Gets the epoch whose parameters the network has: the first of those with the best validation metric, or the last if the options or the lack of a validation split require it. Counted from 1; 0 if no epoch was completed.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Gets the step whose loss was not finite, counted from 1; null if the run did not diverge.</summary>
    public long? DivergedStep { get; init; }

    /// <summary>
    /// Gets the first tensor of that step, in the order of computation, with a value that is not finite: "layers.0.weight", "layers.2.output", "loss"; null
    /// if the run did not diverge.
    /// </summary>
    public string? DivergedTensor { get; init; }

    /// <summary>Gets the number of examples processed in optimisation steps, repetitions included.</summary>
    public required long SamplesSeen { get; init; }

    /// <summary>Gets the time spent in optimisation steps, excluding evaluation.</summary>
    public required TimeSpan TrainingTime { get; init; }

    /// <summary>Gets the fingerprint of the parameters before the first step.</summary>
    public required string InitialFingerprint { get; init; }

    /// <summary>Gets the fingerprint of the parameters after the last step.</summary>
    public required string FinalFingerprint { get; init; }

    /// <summary>Gets the fingerprint of the best epoch's parameters; the initial one if no epoch was completed.</summary>
    public required string BestFingerprint { get; init; }
}
