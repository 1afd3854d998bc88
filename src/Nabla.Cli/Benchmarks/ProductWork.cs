using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Cli.Benchmarks;

/// <summary>One of the three products of a linear layer on matrices of its own.</summary>
internal sealed record ProductWork(string Name, int Samples, int Inputs, int Outputs)
{
    /// <summary>Forward, y = 1b + xw.</summary>
    public const string Affine = "affine";

    /// <summary>Backward, dw += xᵀdy.</summary>
    public const string WeightGradient = "weight gradient";

    /// <summary>Backward, dx = dy wᵀ.</summary>
    public const string InputGradient = "input gradient";

    /// <summary>A multiply-add is two.</summary>
    public double Operations => 2.0 * Samples * Inputs * Outputs;

    /// <summary>"affine 128×3072×10": samples, inputs, outputs.</summary>
    public override string ToString() => $"{Name} {Samples}×{Inputs}×{Outputs}";

    /// <summary>Makes the matrices.</summary>
    /// <returns>Does it once.</returns>
    public Action Prepare(Processor processor)
    {
        // As they lie in a network: activations in strided rows of aligned buffers, parameters in panels.
        int inputRow = AlignedBuffer.Stride(Inputs), outputRow = AlignedBuffer.Stride(Outputs);
        AlignedBuffer x = Filled(Samples * inputRow), y = Filled(Samples * outputRow), w = Filled(Inputs * Outputs), bias = Filled(Outputs);
        return Name switch
        {
            Affine => () => Product.Affine(processor, X(), W(), bias.Span, Y()),
            WeightGradient => () => Product.AddTransposedLeft(processor, X(), Y(), W()),
            InputGradient => () => Product.TransposedRight(processor, Y(), W(), X()),
            _ => throw new InvalidOperationException($"There is no product \"{Name}\"."),
        };

        MatrixView X() => new(x.Span, Samples, Inputs, inputRow);
        MatrixView Y() => new(y.Span, Samples, Outputs, outputRow);
        PanelView W() => new(w.Span, Inputs, Outputs);
    }

    /// <summary>Uniform numbers below 1: a gradient that is added to grows by their product with every repeat, and no run is long enough to reach infinity.</summary>
    private static AlignedBuffer Filled(int length)
    {
        var buffer = new AlignedBuffer(length);
        var key = new RandomKey(42);
        for (int i = 0; i < length; i++)
            buffer.Span[i] = key.Uniform((ulong)i) - 0.5f;
        return buffer;
    }
}
