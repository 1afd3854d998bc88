using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Losses;

/// <summary>How wrong a batch of outputs is, and in which direction.</summary>
/// <remarks>
/// The mean over the batch is taken in double precision, sample after sample, so it depends on nothing but the samples' losses.
/// Nothing is allocated.
/// </remarks>
public abstract class Loss
{
    /// <summary>What it is called: "SoftmaxCrossEntropy".</summary>
    public abstract string Kind { get; }

    /// <summary>The mean loss of a batch, each sample's loss, and the gradient of the mean.</summary>
    /// <param name="processor">Where the kernels run.</param>
    /// <param name="output">What the network said, [samples, classes].</param>
    /// <param name="labels">The true classes, one a sample, each at least 0 and below the number of classes.</param>
    /// <param name="sampleLosses">Receives each sample's loss.</param>
    /// <param name="gradient">Receives ∂(mean)/∂output, [samples, classes]; empty when nobody needs it.</param>
    /// <returns>The mean loss; 0 for an empty batch.</returns>
    /// <exception cref="ShapeException">A shape differs from these.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label names no class.</exception>
    public double Evaluate(
        Processor processor, ReadOnlyMatrixView output, ReadOnlySpan<int> labels, Span<float> sampleLosses, MatrixView gradient)
    {
        ShapeException.ThrowIfDifferent(Kind, "labels", 1, labels.Length, 1, output.Rows);
        ShapeException.ThrowIfDifferent(Kind, "sample losses", 1, sampleLosses.Length, 1, output.Rows);
        if (!gradient.IsEmpty)
            ShapeException.ThrowIfDifferent(Kind, "gradient", gradient.Rows, gradient.Columns, output.Rows, output.Columns);
        foreach (int label in labels)
        {
            if ((uint)label >= (uint)output.Columns)
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"{Kind}: a label is {label}; expected 0 to {output.Columns - 1}.");
        }

        EvaluateCore(processor, output, labels, sampleLosses, gradient);

        double sum = 0;
        foreach (float loss in sampleLosses)
            sum += loss;
        return output.Rows == 0 ? 0 : sum / output.Rows;
    }

    /// <summary>Each sample's loss and the gradient, with shapes that agree.</summary>
    protected abstract void EvaluateCore(
        Processor processor, ReadOnlyMatrixView output, ReadOnlySpan<int> labels, Span<float> sampleLosses, MatrixView gradient);
}
