using Nabla.Networks;

namespace Nabla;

/// <summary>How to train; what to train and with which rule stand beside it.</summary>
public sealed record TrainerOptions
{
    /// <summary>Passes over the training examples. At least 1. Default 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Examples in a step; <see cref="TrainingMethod.Lbfgs"/> takes all there are. At least 1. Default 128 (convention U3).</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Whether the examples that do not fill a batch at the end of an epoch sit it out. Default true (convention U4).</summary>
    public bool DropLastBatch { get; init; } = true;

    /// <summary>Draws the order of the examples in every epoch. Default 42 (convention U6).</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Which epoch is the best, and what early stopping watches. Default null: the validation accuracy of a classification, the validation loss of a regression.</summary>
    public BestBy? BestBy { get; init; }

    /// <summary>Gets whether the network ends with the parameters of its best epoch, and not of its last one. Default true.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>
    /// Gets the number of epochs without improvement in a row that end the run early; at least 1. What improves is the validation figure that
    /// <see cref="BestBy"/> names, unless <see cref="StopByTrainingLoss"/> is set. Default null: no early stopping.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Gets by how much an epoch must be better than the best before it to count as an improvement, in the units of the figure: Keras's min_delta and
    /// scikit-learn's tol. Finite, at least 0. Default 0: by anything.
    /// </summary>
    public double MinImprovement { get; init; }

    /// <summary>
    /// Gets whether early stopping watches the training loss, the penalty included, and not the validation figure. The run then ends after one epoch
    /// without improvement more than <see cref="Patience"/>, as scikit-learn's n_iter_no_change does. Default false.
    /// </summary>
    public bool StopByTrainingLoss { get; init; }

    /// <summary>How the learning rate changes over the run. Default not at all (U9).</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Gets the norm that a gradient is scaled down to where its own is larger; finite, above 0. Default null: gradients stay as they are.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>
    /// Gets λ₁ of the elastic net, which adds λ₁ Σ|w| + λ₂ Σw² to the loss: one for all weights, or one for each in the order of the layers; finite, at
    /// least 0. Biases, scales and shifts are left alone. Default 0 (U9: no penalty).
    /// </summary>
    public IReadOnlyList<double> L1 { get; init; } = [0];

    /// <summary>Gets λ₂ of the elastic net, likewise. Default 0 (U9).</summary>
    public IReadOnlyList<double> L2 { get; init; } = [0];

    /// <summary>The penalty on a network's weights; null when all coefficients are 0.</summary>
    internal ElasticNet? PenaltyOn(Network network) =>
        L1.Concat(L2).All(coefficient => coefficient == 0) ? null : new(network.Parameters, L1, L2);

    /// <summary>Whether dead units and norms are recorded at the end of every epoch. Default false.</summary>
    public bool Inspect { get; init; }

    /// <summary>
    /// Whether to train although the network's last layer does not go with the loss: softmax or sigmoid before a loss that applies its own, or a
    /// <see cref="NegativeLogLikelihood"/> of outputs that are no probabilities. Default false: refused.
    /// </summary>
    public bool AllowOutputMismatch { get; init; }

    /// <summary>Every error there is, as sentences; empty when the options can be used.</summary>
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
