namespace Nabla.Networks;

/// <summary>How wrong a batch of outputs is, and in which direction.</summary>
/// <remarks>
/// S samples, l[n] what sample n has lost, w[n] what it counts: the product of its own weight and its class's, each 1 where none is given.
/// <code>
/// loss[n] = w[n] l[n]        W = Σₙ w[n]        mean = (1/W) Σₙ loss[n],  0 where W is 0
/// </code>
/// Both sums are taken in double precision, sample after sample, so they depend on nothing but the samples. A sample whose own weight is 0 is
/// not looked at: its loss and its gradient are 0 whatever its output is. Nothing is allocated.
/// </remarks>
public abstract class Loss
{
    /// <summary>What it is called: "SoftmaxCrossEntropy".</summary>
    public abstract string Kind { get; }

    /// <summary>True when its targets may be values as well as labels; then a label t stands for values that are 1 at t and 0 elsewhere.</summary>
    public virtual bool AcceptsValues => false;

    /// <summary>Gets whether the loss applies softmax or sigmoid itself: a layer that does so before it would be the second one.</summary>
    public virtual bool ExpectsLogits => false;

    /// <summary>Gets whether the loss takes the logarithm of the outputs, which therefore have to be probabilities.</summary>
    public virtual bool ExpectsProbabilities => false;

    /// <summary>How much each class counts; empty when each counts 1.</summary>
    public virtual ReadOnlySpan<float> ClassWeights => default;

    /// <summary>The mean loss of a batch, each sample's loss, and the gradient of the mean.</summary>
    /// <param name="processor">Where the kernels run.</param>
    /// <param name="output">What the network said, [samples, outputs]; a classifier has one output a class.</param>
    /// <param name="targets">
    /// What it should have said: labels, each at least 0 and below the number of outputs, or values, [samples, outputs], if the loss
    /// <see cref="AcceptsValues"/>; and perhaps how much each sample counts.
    /// </param>
    /// <param name="sampleLosses">Receives each sample's loss, its weight included.</param>
    /// <param name="gradient">Receives ∂(mean)/∂output, [samples, outputs]; empty when nobody needs it.</param>
    /// <returns>The mean loss; 0 for an empty batch, and where nothing counts.</returns>
    /// <exception cref="ArgumentException">A shape differs from these, or the class weights are not one an output.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label names no class, or a value is outside the loss's range.</exception>
    /// <exception cref="ArgumentException">The targets are values, and the loss is one of labels.</exception>
    public double Evaluate(
        Processor processor, ReadOnlyMatrixView output, Targets targets, Span<float> sampleLosses, MatrixView gradient)
    {
        Check(output, targets, sampleLosses, gradient);
        double totalWeight = TotalWeight(targets);
        EvaluateCore(processor, output, targets, totalWeight, sampleLosses, gradient);

        double sum = 0;
        foreach (float loss in sampleLosses)
            sum += loss;
        return totalWeight == 0 ? 0 : sum / totalWeight;
    }

    /// <summary>What a sample counts in the mean: its own weight times its class's.</summary>
    /// <param name="targets">The batch's targets.</param>
    /// <param name="sample">Its place in the batch, from 0.</param>
    public double WeightOf(in Targets targets, int sample) =>
        (targets.Weights.IsEmpty ? 1.0 : targets.Weights[sample]) * (ClassWeights.IsEmpty ? 1.0 : ClassWeights[targets.Labels[sample]]);

    /// <summary>Each sample's loss, its weight included, and the gradient of their sum over <paramref name="totalWeight"/>, with shapes that agree.</summary>
    /// <remarks>Where the total is 0, so is the gradient.</remarks>
    protected abstract void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, in Targets targets, double totalWeight, Span<float> sampleLosses, MatrixView gradient);

    private double TotalWeight(in Targets targets)
    {
        if (targets.Weights.IsEmpty && ClassWeights.IsEmpty)
            return targets.Samples;
        double total = 0;
        for (int n = 0; n < targets.Samples; n++)
            total += WeightOf(targets, n);
        return total;
    }

    private void Check(ReadOnlyMatrixView output, in Targets targets, Span<float> sampleLosses, MatrixView gradient)
    {
        ShapeException.ThrowIfDifferent(Kind, "sample losses", 1, sampleLosses.Length, 1, output.Rows);
        if (!gradient.IsEmpty)
            ShapeException.ThrowIfDifferent(Kind, "gradient", gradient.Rows, gradient.Columns, output.Rows, output.Columns);
        if (!ClassWeights.IsEmpty)
            ShapeException.ThrowIfDifferent(Kind, "class weights", 1, ClassWeights.Length, 1, output.Columns);
        if (targets.AreValues)
            CheckValues(output, targets.Values);
        else
            CheckLabels(output, targets.Labels);
    }

    private void CheckValues(ReadOnlyMatrixView output, ReadOnlyMatrixView values)
    {
        if (!AcceptsValues)
        {
            throw new ArgumentException(
                $"{Kind}: the targets are values, {values.Rows}x{values.Columns}; expected labels, one class per sample. "
                + "BinaryCrossEntropy, MeanSquaredError, MeanAbsoluteError and Huber take values.");
        }

        ShapeException.ThrowIfDifferent(Kind, "values", values.Rows, values.Columns, output.Rows, output.Columns);
    }

    private void CheckLabels(ReadOnlyMatrixView output, ReadOnlySpan<int> labels)
    {
        ShapeException.ThrowIfDifferent(Kind, "labels", 1, labels.Length, 1, output.Rows);
        foreach (int label in labels)
        {
            if ((uint)label >= (uint)output.Columns)
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"{Kind}: a label is {label}; expected 0 to {output.Columns - 1}.");
        }
    }
}
