namespace Nabla.Networks;

/// <summary>The targets of a batch: a class for each sample, or a value for each output, optionally with sample weights.</summary>
/// <remarks>
/// Refers to the caller's memory, which must not change while a loss is evaluated.
/// Labels, and values without weights, convert implicitly: <c>loss.Evaluate(processor, output, labels, …)</c>.
/// </remarks>
public readonly ref struct Targets
{
    /// <summary>Initializes targets with one class per sample.</summary>
    /// <param name="labels">The true classes, each at least 0 and below the number of classes, which the loss checks.</param>
    /// <param name="weights">The weight of each sample, one per sample; finite, at least 0. Empty: all 1.</param>
    /// <exception cref="ArgumentException">The number of weights is neither 0 nor the number of samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public Targets(ReadOnlySpan<int> labels, ReadOnlySpan<float> weights = default)
    {
        CheckWeights(weights, labels.Length);
        Labels = labels;
        Weights = weights;
    }

    /// <summary>Initializes targets with one value per output.</summary>
    /// <param name="values">The true values, [samples, outputs].</param>
    /// <param name="weights">The weight of each sample, one per sample; finite, at least 0. Empty: all 1.</param>
    /// <exception cref="ArgumentException">The number of weights is neither 0 nor the number of samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public Targets(ReadOnlyMatrixView values, ReadOnlySpan<float> weights = default)
    {
        CheckWeights(weights, values.Rows);
        AreValues = true;
        Values = values;
        Weights = weights;
    }

    /// <summary>Gets whether the targets are values; otherwise they are labels.</summary>
    public bool AreValues { get; }

    /// <summary>Gets the number of samples.</summary>
    public int Samples => AreValues ? Values.Rows : Labels.Length;

    /// <summary>Gets the true classes, [samples]; empty if the targets are values.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>Gets the true values, [samples, outputs]; empty if the targets are labels.</summary>
    public ReadOnlyMatrixView Values { get; }

    /// <summary>Gets the weight of each sample, [samples]; empty if all are 1.</summary>
    public ReadOnlySpan<float> Weights { get; }

    /// <summary>Converts labels to targets with all weights 1.</summary>
    public static implicit operator Targets(ReadOnlySpan<int> labels) => new(labels);

    /// <summary>Converts labels to targets with all weights 1.</summary>
    public static implicit operator Targets(int[] labels) => new(labels);

    /// <summary>Converts values, [samples, outputs], to targets with all weights 1.</summary>
    public static implicit operator Targets(ReadOnlyMatrixView values) => new(values);

    /// <summary>Converts values, [samples, outputs], to targets with all weights 1.</summary>
    public static implicit operator Targets(MatrixView values) => new(values);

    private static void CheckWeights(ReadOnlySpan<float> weights, int samples)
    {
        if (weights.IsEmpty)
            return;
        ShapeException.ThrowIfDifferent("Targets", "sample weights", 1, weights.Length, 1, samples);
        Weight.Check("Targets", "sample", weights);
    }
}
