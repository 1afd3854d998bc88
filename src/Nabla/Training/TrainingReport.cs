using Nabla.Networks;

namespace Nabla;

/// <summary>Why a training run ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>A loss was not a finite number.</summary>
    Diverged,

    /// <summary>Somebody asked for it to stop.</summary>
    Cancelled,

    /// <summary>The figure that early stopping watches had not improved for as long as the patience allows.</summary>
    EarlyStopped,

    /// <summary>The method is done before the last epoch: it cannot lower the loss any further, as far as single precision can tell.</summary>
    Converged,
}

/// <summary>One epoch of training.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Step">The steps done by its end, over the whole run.</param>
/// <param name="TrainLoss">The mean of the batches' losses, each before its update; with L-BFGS after it.</param>
/// <param name="TrainAccuracy">The share of the epoch's examples that were correctly classified, each before its batch's update; null for a regression.</param>
/// <param name="ValidationLoss">The mean loss over the validation split after the epoch; null without one.</param>
/// <param name="ValidationAccuracy">The share of the validation split that was correctly classified after the epoch; null for a regression and without a validation split.</param>
/// <param name="TrainingTime">Time spent in optimisation steps, evaluation left out.</param>
public sealed record EpochRecord(
    int Epoch, long Step, double TrainLoss, double? TrainAccuracy, double? ValidationLoss, double? ValidationAccuracy, TimeSpan TrainingTime)
{
    /// <summary>The mean of the steps' penalties (the elastic net's), which <see cref="TrainLoss"/> does not hold. 0 without one.</summary>
    public double Penalty { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Gets the root of the mean squared error over the validation split after the epoch; null for a classification.</summary>
    public double? ValidationRmse { get; init; }

    /// <summary>Gets the mean absolute error over the validation split after the epoch; null for a classification.</summary>
    public double? ValidationMae { get; init; }

    /// <summary>Gets the coefficient of determination over the validation split after the epoch; null for a classification.</summary>
    public double? ValidationR2 { get; init; }

    /// <summary>Gets the layers at the end of the epoch, first to last, a residual block's in its place; empty unless <see cref="TrainerOptions.Inspect"/> asks for them.</summary>
    public IReadOnlyList<LayerRecord> Layers { get; init; } = [];

    /// <summary>The figure that decides between epochs, turned so that higher is better.</summary>
    internal double Merit(BestBy by) => by switch
    {
        BestBy.Accuracy => Given(ValidationAccuracy, by),
        BestBy.Rmse => -Given(ValidationRmse, by),
        BestBy.R2 => Given(ValidationR2, by),
        BestBy.AccuracyThenLoss => Given(ValidationAccuracy, by),
        _ => -Given(ValidationLoss, BestBy.Loss),
    };

    /// <summary>Returns whether this epoch is better than another by the validation figure.</summary>
    /// <param name="other">The other epoch.</param>
    /// <param name="by">The figure that decides.</param>
    /// <param name="margin">By how much it must be better, in the units of the figure. Default 0.</param>
    /// <exception cref="InvalidOperationException">An epoch does not have the figure.</exception>
    public bool IsBetterThan(EpochRecord other, BestBy by, double margin = 0)
    {
        if (by != BestBy.AccuracyThenLoss || ValidationAccuracy != other.ValidationAccuracy)
            return Merit(by) > other.Merit(by) + margin;
        return Merit(BestBy.Loss) > other.Merit(BestBy.Loss) + margin;
    }

    private double Given(double? figure, BestBy by) =>
        figure ?? throw new InvalidOperationException($"Epoch {Epoch} has no {by}: its task is another.");
}

/// <summary>What happened in a training run. The network holds the parameters of the best epoch afterwards.</summary>
public sealed record TrainingReport
{
    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The epochs that ended, in order.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>The loss of every step, in order.</summary>
    public required IReadOnlyList<double> StepLosses { get; init; }

    /// <summary>The epoch whose parameters the network has: the first of those with the best validation figure, or the last if the options or the lack of a validation split say so. Counted from 1; 0 when no epoch ended.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Gets the step whose loss was not finite, counted from 1; null if the run did not diverge.</summary>
    public long? DivergedStep { get; init; }

    /// <summary>
    /// Gets the first tensor of that step, in the order of computation, with a value that is not finite: "layers.0.weight", "layers.2.output", "loss"; null
    /// if the run did not diverge.
    /// </summary>
    public string? DivergedTensor { get; init; }

    /// <summary>Examples that went through an optimisation step, each counted as often as it did.</summary>
    public required long SamplesSeen { get; init; }

    /// <summary>Time spent in optimisation steps, evaluation left out.</summary>
    public required TimeSpan TrainingTime { get; init; }

    /// <summary>The fingerprint of the parameters before the first step.</summary>
    public required string InitialFingerprint { get; init; }

    /// <summary>The fingerprint after the last step.</summary>
    public required string FinalFingerprint { get; init; }

    /// <summary>The fingerprint of the best epoch's parameters; the initial one when no epoch ended.</summary>
    public required string BestFingerprint { get; init; }
}
