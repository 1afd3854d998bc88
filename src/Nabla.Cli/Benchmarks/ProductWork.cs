using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>One of the three products of a linear layer, on operands that lie as they do in a network of that layer.</summary>
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
    /// <returns>Computes the product once.</returns>
    public Action Prepare(Processor processor)
    {
        var layer = new Linear(Inputs, Outputs);
        var network = new Network(layer);
        var workspace = network.CreateWorkspace(Samples, processor);
        Fill(X().Data);
        Fill(Dy().Data);
        Fill(network.Parameters.Values);
        Parameter weight = layer.Parameters[0], bias = layer.Parameters[1];
        return Name switch
        {
            Affine => () => processor.Affine(X(), weight.Value, bias.Value.Data, workspace.Output(0, Samples)),
            WeightGradient => () => processor.AddTransposedLeft(X(), Dy(), weight.Value),
            InputGradient => () => processor.TransposedRight(Dy(), weight.Value, X()),
            _ => throw new InvalidOperationException($"There is no product \"{Name}\"."),
        };

        MatrixView X() => workspace.Input(Samples);
        MatrixView Dy() => workspace.Gradient(0, Samples);
    }

    /// <summary>Uniform numbers below 1: a gradient that is added to grows by their product with every repeat, and no run is long enough to reach infinity.</summary>
    private static void Fill(Span<float> values)
    {
        var key = new RandomKey(42);
        for (int i = 0; i < values.Length; i++)
            values[i] = key.Uniform((ulong)i) - 0.5f;
    }
}
