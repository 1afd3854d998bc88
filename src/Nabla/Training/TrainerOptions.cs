using Nabla.Networks;

namespace Nabla;

/// <summary>Options of a training run, apart from the network, the data and the training method.</summary>
public sealed record TrainerOptions
{
    /// <summary>Gets the number of passes over the training examples; at least 1. Default 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Gets the number of examples in a step; <see cref="TrainingMethod.Lbfgs"/> uses all examples instead. At least 1. Default 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Gets whether to drop the last examples of an epoch that do not fill a batch. Default true, so that all steps have the same batch size.</summary>
    public bool DropLastBatch { get; init; } = true;

    /// <summary>Gets the seed of the order of the examples in each epoch. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Gets the metric that selects the best epoch, and that early stopping watches. Default null: the validation accuracy of a classification, the validation loss of a regression.</summary>
    public BestBy? BestBy { get; init; }

    /// <summary>Gets whether the network ends with the parameters of its best epoch instead of its last. Default true.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>
    /// Gets the number of consecutive epochs without improvement that end the run early; at least 1. The improvement is that of the validation metric
    /// <see cref="BestBy"/>, unless <see cref="StopByTrainingLoss"/> is set. Default null: no early stopping.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Gets the minimum improvement over the best previous epoch that counts, in the units of the metric: Keras's min_delta and
    /// scikit-learn's tol. Finite, at least 0. Default 0: any improvement counts.
    /// </summary>
    public double MinImprovement { get; init; }

    /// <summary>
    /// Gets whether early stopping watches the training loss, penalty included, instead of the validation metric. The run then ends after one epoch
    /// without improvement more than <see cref="Patience"/>, as with scikit-learn's n_iter_no_change. Default false.
    /// </summary>
    public bool StopByTrainingLoss { get; init; }

    /// <summary>Gets the learning rate schedule. Default constant.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Gets the maximum norm of the gradient, which is scaled down if it is larger; finite, above 0. Default null: no clipping.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>
    /// Gets λ₁ of the elastic net, which adds λ₁ Σ|w| + λ₂ Σw² to the loss: one for all weights, or one for each in the order of the layers; finite, at
    /// least 0. Biases, scales and shifts are not penalised. Default 0: no penalty.
    /// </summary>
    public IReadOnlyList<double> L1 { get; init; } = [0];

    /// <summary>Gets λ₂ of the elastic net, in the same form as <see cref="L1"/>. Default 0.</summary>
    public IReadOnlyList<double> L2 { get; init; } = [0];

    /// <summary>Returns the penalty on a network's weights; null if all coefficients are 0.</summary>
    internal ElasticNet? PenaltyOn(Network network) =>
        L1.Concat(L2).All(coefficient => coefficient == 0) ? null : new(network.Parameters, L1, L2);

    /// <summary>Gets whether to record dead units and norms at the end of every epoch. Default false.</summary>
    public bool Inspect { get; init; }

    /// <summary>
    /// Gets whether to train even if the network's last layer is incompatible with the loss: softmax or sigmoid before a loss that includes it, or a
    /// <see cref="NegativeLogLikelihood"/> of outputs that are not probabilities. Default false: such a combination is an error.
    /// </summary>
    public bool AllowOutputMismatch { get; init; }

    /// <summary>Returns all errors, as sentences; empty if the options are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Epochs < 1)
            errors.Add($"Epochs is {Epochs}; it must be at least 1.");
        if (BatchSize < 1)
            errors.Add($"BatchSize is {BatchSize}; it must be at least 1.");
        if (MaxGradientNorm is { } norm && !(norm > 0 && double.IsFinite(norm)))
            errors.Add(FormattableString.Invariant($"MaxGradientNorm is {norm}; it must be a finite number above 0, or null."));
        if (BestBy is { } by && !Enum.IsDefined(by))
            errors.Add($"BestBy is {by}; it must be Accuracy, AccuracyThenLoss, Loss, Rmse or R2.");
        errors.AddRange(EarlyStopping.Errors(Patience, MinImprovement, StopByTrainingLoss));
        return errors;
    }
}
