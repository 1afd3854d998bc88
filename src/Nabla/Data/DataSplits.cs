using Nabla.Networks;

namespace Nabla;

/// <summary>The training, validation and test sets of an experiment.</summary>
/// <param name="Train">The training set.</param>
/// <param name="Validation">The validation set, which selects the best epoch.</param>
/// <param name="Test">The test set, on which the selected network is evaluated once.</param>
public sealed record DataSplits(Subset Train, Subset Validation, Subset Test)
{
    /// <summary>Splits a random fraction of the training examples off for validation, and computes the standardizer on the remaining ones.</summary>
    /// <param name="training">The examples to train and validate on.</param>
    /// <param name="test">The examples to test on.</param>
    /// <param name="validationFraction">The fraction of the training examples to validate on; above 0 and below 1. Each part has at least one example.</param>
    /// <param name="seed">The random seed of the split.</param>
    public static DataSplits Create(Dataset training, Dataset test, double validationFraction, ulong seed) =>
        Create(training, test, validationFraction, new RandomKey(seed).Fold(RandomStreams.Splitting));

    /// <summary>Encodes the rows of three tables with the schema measured on the first of them.</summary>
    /// <param name="train">The training set, with a target.</param>
    /// <param name="validation">The validation set.</param>
    /// <param name="test">The test set.</param>
    /// <param name="task">The classes, or the name of the value to predict. Default: determined from the training set by <see cref="LearningTask.FromTarget"/>.</param>
    /// <exception cref="InvalidDataException">A column or a target is missing or does not fit; the message says which.</exception>
    /// <exception cref="InvalidOperationException">A table has no target.</exception>
    public static DataSplits FromTables(Table train, Table validation, Table test, LearningTask? task = null)
    {
        var encoder = TableEncoder.Measure(train, task ?? LearningTask.FromTarget(train));
        return new(encoder.Encode(train), encoder.Encode(validation), encoder.Encode(test));
    }

    /// <summary>Splits with any random key.</summary>
    internal static DataSplits Create(Dataset training, Dataset test, double validationFraction, RandomKey key)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validationFraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(validationFraction, 1);
        if (training.Count < 2)
            throw new ArgumentException($"{training.Name} has {training.Count} examples; a split requires at least 2.", nameof(training));

        int[] order = new int[training.Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        key.Shuffle(order);

        int validation = Math.Clamp((int)Math.Round(validationFraction * training.Count), 1, training.Count - 1);
        var train = order.AsMemory(0, training.Count - validation);
        var standardizer = training.MeasureStandardizer(train.Span);
        return new(
            new(training, train, standardizer),
            new(training, order.AsMemory(training.Count - validation), standardizer),
            All(test, standardizer));
    }

    /// <summary>Returns the same examples with their standardized features multiplied by a factor.</summary>
    /// <param name="factor">The factor; finite, above 0.</param>
    public DataSplits Scaled(double factor)
    {
        var standardizer = Train.Standardizer.Scaled(factor);
        return new(Train with { Standardizer = standardizer }, Validation with { Standardizer = standardizer }, Test with { Standardizer = standardizer });
    }

    /// <summary>Returns all examples of a data set, in order.</summary>
    public static Subset All(Dataset dataset, Standardizer standardizer)
    {
        int[] order = new int[dataset.Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        return new(dataset, order, standardizer);
    }
}
