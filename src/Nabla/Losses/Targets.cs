namespace Nabla.Networks;

/// <summary>What a batch's outputs should have been: a class for each sample, or a value for each output; and how much each sample counts.</summary>
/// <remarks>
/// It owns nothing: it looks at the caller's memory, which must stay as it is while a loss is evaluated.
/// Labels, and values without weights, need no constructor: <c>loss.Evaluate(processor, output, labels, …)</c>.
/// </remarks>
public readonly ref struct Targets
{
    /// <summary>One class a sample.</summary>
    /// <param name="labels">The true classes, each at least 0 and below the number of classes, which is the loss's to check.</param>
    /// <param name="weights">How much each sample counts: one a sample, finite, at least 0. Empty: each counts 1.</param>
    /// <exception cref="ArgumentException">There are weights, and not one a sample.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public Targets(ReadOnlySpan<int> labels, ReadOnlySpan<float> weights = default)
    {
        CheckWeights(weights, labels.Length);
        Labels = labels;
        Weights = weights;
    }

    /// <summary>One value an output.</summary>
    /// <param name="values">The true values, [samples, outputs].</param>
    /// <param name="weights">How much each sample counts: one a sample, finite, at least 0. Empty: each counts 1.</param>
    /// <exception cref="ArgumentException">There are weights, and not one a sample.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public Targets(ReadOnlyMatrixView values, ReadOnlySpan<float> weights = default)
    {
        CheckWeights(weights, values.Rows);
        AreValues = true;
        Values = values;
        Weights = weights;
    }

    /// <summary>True when they are values, false when they are labels.</summary>
    public bool AreValues { get; }

    /// <summary>How many samples they are for.</summary>
    public int Samples => AreValues ? Values.Rows : Labels.Length;

    /// <summary>The true classes, [samples]; empty when the targets are values.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>The true values, [samples, outputs]; empty when the targets are labels.</summary>
    public ReadOnlyMatrixView Values { get; }

    /// <summary>How much each sample counts, [samples]; empty when each counts 1.</summary>
    public ReadOnlySpan<float> Weights { get; }

    /// <summary>One class a sample, each of which counts 1.</summary>
    public static implicit operator Targets(ReadOnlySpan<int> labels) => new(labels);

    /// <summary>One class a sample, each of which counts 1.</summary>
    public static implicit operator Targets(int[] labels) => new(labels);

    /// <summary>One value an output of samples that count 1 each.</summary>
    public static implicit operator Targets(ReadOnlyMatrixView values) => new(values);

    /// <summary>One value an output of samples that count 1 each.</summary>
    public static implicit operator Targets(MatrixView values) => new(values);

    private static void CheckWeights(ReadOnlySpan<float> weights, int samples)
    {
        if (weights.IsEmpty)
            return;
        ShapeException.ThrowIfDifferent("Targets", "sample weights", 1, weights.Length, 1, samples);
        Weight.Check("Targets", "sample", weights);
    }
}
