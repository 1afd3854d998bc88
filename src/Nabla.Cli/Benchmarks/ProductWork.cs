using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>One of the three products of a linear layer, on operands with the memory layout of a network.</summary>
internal sealed record ProductWork(string Name, int Samples, int Inputs, int Outputs)
{
    /// <summary>The forward product, y = 1b + xw.</summary>
    public const string Affine = "affine";

    /// <summary>The weight gradient, dw += xᵀdy.</summary>
    public const string WeightGradient = "weight gradient";

    /// <summary>The input gradient, dx = dy wᵀ.</summary>
    public const string InputGradient = "input gradient";

    /// <summary>Gets the number of floating-point operations; a multiply-add is two.</summary>
    public double Operations => 2.0 * Samples * Inputs * Outputs;

    /// <summary>Returns the product as text: "affine 128×3072×10": samples, inputs, outputs.</summary>
    public override string ToString() => $"{Name} {Samples}×{Inputs}×{Outputs}";

    /// <summary>Creates the matrices.</summary>
    /// <returns>An action that computes the product once.</returns>
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

    /// <summary>Fills with uniform numbers below 1: an accumulated gradient grows by their product with every repeat, and no run is long enough to reach infinity.</summary>
    private static void Fill(Span<float> values)
    {
        var key = new RandomKey(42);
        for (int i = 0; i < values.Length; i++)
            values[i] = key.Uniform((ulong)i) - 0.5f;
    }
}
