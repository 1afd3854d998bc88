namespace Nabla.Networks;

/// <summary>The base class of losses: the error of a batch of outputs, and its gradient.</summary>
/// <remarks>
/// S samples, l[n] the unweighted loss of sample n, w[n] its weight: the product of the sample's and its class's weight, each 1 by default.
/// <code>
/// loss[n] = w[n] l[n]        W = Σₙ w[n]        mean = (1/W) Σₙ loss[n],  0 where W is 0
/// </code>
/// Both sums are in double precision, in the order of the samples, so they depend on nothing else. A sample of weight 0 is ignored: its loss and
/// its gradient are 0 whatever its output is. Nothing is allocated.
/// </remarks>
public abstract class Loss
{
    /// <summary>Gets the kind of loss: "SoftmaxCrossEntropy".</summary>
    public abstract string Kind { get; }

    /// <summary>Gets whether targets may be values as well as labels; a label t then means the values 1 at t and 0 elsewhere.</summary>
    public virtual bool AcceptsValues => false;

    /// <summary>Gets whether the loss applies softmax or sigmoid itself, so that the network must not end with it.</summary>
    public virtual bool ExpectsLogits => false;

    /// <summary>Gets whether the loss takes the logarithm of the outputs, which therefore must be probabilities.</summary>
    public virtual bool ExpectsProbabilities => false;

    /// <summary>Gets the weight of each class; empty if each is 1.</summary>
    public virtual ReadOnlySpan<float> ClassWeights => default;

    /// <summary>Computes the mean loss of a batch, each sample's loss, and the gradient of the mean.</summary>
    /// <param name="processor">The processor that runs the kernels.</param>
    /// <param name="output">The network's outputs, [samples, outputs]; a classifier has one output per class.</param>
    /// <param name="targets">
    /// The targets: labels, each at least 0 and below the number of outputs, or values, [samples, outputs], if the loss
    /// <see cref="AcceptsValues"/>; optionally with sample weights.
    /// </param>
    /// <param name="sampleLosses">Receives each sample's loss, including its weight.</param>
    /// <param name="gradient">Receives ∂(mean)/∂output, [samples, outputs]; empty if it is not required.</param>
    /// <returns>The mean loss; 0 for an empty batch or a total weight of 0.</returns>
    /// <exception cref="ArgumentException">A shape differs from the one documented, or there is not one class weight per output.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class, or a value is outside the loss's range.</exception>
    /// <exception cref="ArgumentException">The targets are values, and the loss accepts labels only.</exception>
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

    /// <summary>Returns the weight of a sample in the mean: its own weight times its class's.</summary>
    /// <param name="targets">The batch's targets.</param>
    /// <param name="sample">The sample's position in the batch, counted from 0.</param>
    public double WeightOf(in Targets targets, int sample) =>
        (targets.Weights.IsEmpty ? 1.0 : targets.Weights[sample]) * (ClassWeights.IsEmpty ? 1.0 : ClassWeights[targets.Labels[sample]]);

    /// <summary>Computes each sample's loss, including its weight, and the gradient of their sum divided by <paramref name="totalWeight"/>; shapes have been checked.</summary>
    /// <remarks>If the total weight is 0, the gradient is 0.</remarks>
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
