using Nabla.Networks;

namespace Nabla;

/// <summary>The network of a <see cref="Classifier"/> or <see cref="Regressor"/> and its training.</summary>
public abstract record PredictorOptions
{
    private protected PredictorOptions()
    {
    }

    /// <summary>Gets the widths of the hidden layers; each at least 1. Default one layer of 128, which on small tables predicts better than two and trains faster. Empty for a linear model.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [128];

    /// <summary>Gets the activation of the hidden layers. Default ReLU, as in scikit-learn.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Gets the normalization of the hidden layers. Default none.</summary>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>Gets the probability of dropping a hidden unit in training; from 0 to below 1. Default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Gets the distribution of the initial weights. Default Kaiming normal.</summary>
    public Initializer Initializer { get; init; } = Initializer.KaimingNormal;

    /// <summary>Gets the training method: an optimizer, or <see cref="TrainingMethod.Lbfgs"/>. Default Adam with learning rate 0.003 and weight decay 0.01.</summary>
    public TrainingMethod Method { get; init; } = new Adam(0.003, weightDecay: 0.01);

    /// <summary>Gets the learning rate schedule. Default constant.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Gets the maximum number of epochs; at least 1. Default 200, the default of scikit-learn's max_iter.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Gets the number of rows in a step; at least 1. Default null: a 50th of the training rows, but at least 16 and at most 256.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Gets λ₁ of the penalty λ₁ Σ|w| + λ₂ Σ w² on the weights; finite, at least 0. Default 0.</summary>
    public double L1 { get; init; }

    /// <summary>Gets λ₂ of the penalty λ₁ Σ|w| + λ₂ Σ w² on the weights; finite, at least 0. Default 0.</summary>
    public double L2 { get; init; }

    /// <summary>Gets the maximum norm of the gradient, which is scaled down if it is larger; finite, above 0. Default null: no clipping.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>
    /// Gets the fraction of the table to split off for validation if no validation set is given; from 0 to below 1. Default 0.15. With 0 there is no
    /// validation: the model is the last epoch, and early stopping can only watch the training loss.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.15;

    /// <summary>
    /// Gets the number of consecutive epochs without improvement that end training early: on the validation set, or with <see cref="StopByTrainingLoss"/> on
    /// the training set. At least 1. Default 30; null for no early stopping.
    /// </summary>
    public int? Patience { get; init; } = 30;

    /// <summary>Gets the minimum improvement over the best previous epoch that counts, in the units of the metric; finite, at least 0. Default 0: any improvement counts.</summary>
    public double MinImprovement { get; init; }

    /// <summary>Gets whether early stopping watches the training loss, as in scikit-learn by default, instead of the validation set. Default false.</summary>
    public bool StopByTrainingLoss { get; init; }

    /// <summary>Gets whether the model is the best epoch on the validation set instead of the last. Default true.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>
    /// Gets the metric that selects the best epoch. Default null: the loss. On a small validation set an early epoch may have the highest accuracy
    /// by chance; the loss varies less and gives better probabilities.
    /// </summary>
    public BestBy? BestBy { get; init; }

    /// <summary>Gets the random seed of the split, the initial weights, shuffling and dropout. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Gets the number of threads; at least 1. It never changes a result. Default null: one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>Returns all errors in the options, as sentences; empty if the options are valid.</summary>
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
