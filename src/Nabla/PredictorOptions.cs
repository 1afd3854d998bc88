using Nabla.Networks;

namespace Nabla;

/// <summary>The network of a <see cref="Classifier"/> or <see cref="Regressor"/> and its training.</summary>
public abstract record PredictorOptions
{
    private protected PredictorOptions()
    {
    }

    /// <summary>Gets the numbers of units of the hidden layers; each at least 1. Default one layer of 128, which on small tables predicts better than two and trains faster. None gives a linear model.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [128];

    /// <summary>Gets the activation of the hidden layers. Default ReLU, as scikit-learn's.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Gets the normalization of the hidden layers. Default none.</summary>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>Gets the probability with which a hidden unit is dropped in training; from 0 to below 1. Default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Gets the distribution of the initial weights. Default Kaiming normal.</summary>
    public Initializer Initializer { get; init; } = Initializer.KaimingNormal;

    /// <summary>Gets the training method: an optimizer, or <see cref="TrainingMethod.Lbfgs"/>. Default Adam with learning rate 0.003 and weight decay 0.01.</summary>
    public TrainingMethod Method { get; init; } = new Adam(0.003, weightDecay: 0.01);

    /// <summary>Gets how the learning rate changes over the run. Default: it stays.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Gets the maximum number of epochs; at least 1. Default 200, as scikit-learn's max_iter.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Gets the number of rows in a step; at least 1. Default null: a 50th of the training rows, but at least 16 and at most 256.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Gets λ₁ of the penalty λ₁ Σ|w| + λ₂ Σ w² on the weights; finite, at least 0. Default 0.</summary>
    public double L1 { get; init; }

    /// <summary>Gets λ₂ of the penalty λ₁ Σ|w| + λ₂ Σ w² on the weights; finite, at least 0. Default 0.</summary>
    public double L2 { get; init; }

    /// <summary>Gets the norm to which a larger gradient is scaled down; finite, above 0. Default null: gradients stay as they are.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>
    /// Gets the share of the table that is split off for validation where no validation set is given; from 0 to below 1. Default 0.15. With 0 there is no
    /// validation: the last epoch is the model, and early stopping can only watch the training loss.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.15;

    /// <summary>
    /// Gets the number of epochs without improvement in a row that end training early: on the validation set, or with <see cref="StopByTrainingLoss"/> on
    /// the training set. At least 1. Default 30; null never stops early.
    /// </summary>
    public int? Patience { get; init; } = 30;

    /// <summary>Gets by how much an epoch must be better than the best before it to count as an improvement, in the units of the figure; finite, at least 0. Default 0: by anything.</summary>
    public double MinImprovement { get; init; }

    /// <summary>Gets whether early stopping watches the training loss, as scikit-learn does by default, and not the validation set. Default false.</summary>
    public bool StopByTrainingLoss { get; init; }

    /// <summary>Gets whether the model is the best epoch on the validation set, and not the last one. Default true.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>
    /// Gets the figure that decides which epoch is the best. Default null: the loss. On the few rows of a validation set the accuracy of an early epoch is
    /// easily the highest by chance; the loss is steadier, and its probabilities are better.
    /// </summary>
    public BestBy? BestBy { get; init; }

    /// <summary>Gets the random seed of the split, the initial weights, shuffling and dropout. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Gets the number of threads; at least 1. It never changes a result. Default null: one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>Returns every error in the options, as sentences; empty if they can be used.</summary>
    public virtual IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        foreach (var (name, value) in new (string, object?)[] { (nameof(Hidden), Hidden), (nameof(Method), Method), (nameof(Schedule), Schedule) })
        {
            if (value is null)
                errors.Add($"{name} is null; give it a value.");
        }

        if (Hidden?.Any(units => units < 1) == true)
            errors.Add(FormattableString.Invariant($"Hidden is [{string.Join(", ", Hidden.Select(units => FormattableString.Invariant($"{units}")))}]; each layer must have at least 1 unit."));
        if (!(Dropout >= 0 && Dropout < 1))
            errors.Add(FormattableString.Invariant($"Dropout is {Dropout}; it must be at least 0 and below 1."));
        if (Epochs < 1)
            errors.Add(FormattableString.Invariant($"Epochs is {Epochs}; it must be at least 1."));
        if (BatchSize is < 1)
            errors.Add(FormattableString.Invariant($"BatchSize is {BatchSize}; it must be at least 1, or null."));
        if (!(ValidationFraction >= 0 && ValidationFraction < 1))
            errors.Add(FormattableString.Invariant($"ValidationFraction is {ValidationFraction}; it must be at least 0 and below 1."));
        if (Threads is < 1)
            errors.Add(FormattableString.Invariant($"Threads is {Threads}; it must be at least 1, or null."));
        if (MaxGradientNorm is { } norm && !(norm > 0 && double.IsFinite(norm)))
            errors.Add(FormattableString.Invariant($"MaxGradientNorm is {norm}; it must be a finite number above 0, or null."));
        foreach (var (name, value) in new[] { (nameof(L1), L1), (nameof(L2), L2) })
        {
            if (!(value >= 0 && double.IsFinite(value)))
                errors.Add(FormattableString.Invariant($"{name} is {value}; it must be a finite number, at least 0."));
        }

        errors.AddRange(EarlyStopping.Errors(Patience, MinImprovement, StopByTrainingLoss));
        return errors;
    }
}
