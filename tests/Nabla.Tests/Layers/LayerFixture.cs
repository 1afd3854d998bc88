using Nabla.Networks;

namespace Nabla.Tests.Layers;

/// <summary>A layer with everything that a pass needs: input, output, cache and gradients, filled from a key.</summary>
internal sealed class LayerFixture
{
    public LayerFixture(LayerCase layerCase, int rows, int inputs, int outputs, RandomKey key)
    {
        Layer = layerCase.Create(inputs, outputs);
        Layer.Initialize(key.Fold(1));
        Rows = rows;
        X = Away(rows * Layer.Inputs, key.Fold(2));
        Y = new float[rows * Layer.Outputs];
        Cache = new float[Layer.CacheLength(rows)];
        Scratch = Testing.Some.Normal(Layer.ScratchLength(rows), key.Fold(4));
        Dy = Testing.Some.Normal(rows * Layer.Outputs, key.Fold(3));
        Dx = new float[rows * Layer.Inputs];
        Array.Fill(Dx, float.NaN);
    }

    /// <summary>The step of every pass.</summary>
    public const int Step = 1;

    public Layer Layer { get; }

    public int Rows { get; }

    public float[] X { get; }

    public float[] Y { get; }

    public float[] Cache { get; }

    public float[] Scratch { get; }

    public float[] Dy { get; }

    public float[] Dx { get; }

    public void Forward(Processor processor) =>
        Layer.Forward(Pass(processor), new MatrixView(X, Rows, Layer.Inputs), new(Y, Rows, Layer.Outputs), Cache);

    /// <summary>Every element of <see cref="Dx"/> is NaN until a backward pass overwrites it.</summary>
    public void Backward(Processor processor, bool withInputGradient = true) =>
        Layer.Backward(
            Pass(processor), new MatrixView(X, Rows, Layer.Inputs), new MatrixView(Y, Rows, Layer.Outputs), Cache,
            new MatrixView(Dy, Rows, Layer.Outputs), withInputGradient ? new(Dx, Rows, Layer.Inputs) : default, Scratch);

    public void ZeroGradients()
    {
        foreach (var parameter in Layer.Parameters)
            parameter.Gradient.Data.Clear();
    }

    /// <summary>Outputs, input gradients and parameter gradients, one after the other.</summary>
    public float[] Results() => [.. Y, .. Dx, .. Layer.Parameters.SelectMany(parameter => parameter.Gradient.Data.ToArray())];

    private static Pass Pass(Processor processor) => new(processor, PassMode.Training, Step, LayerCases.Key);

    // A central difference across a rectifier's kink measures the kink: inputs stay 0.02 away from it.
    private static float[] Away(int count, RandomKey key) =>
        [.. Testing.Some.Normal(count, key).Select(x => Math.Abs(x) < 0.02f ? (x < 0 ? x - 0.02f : x + 0.02f) : x)];
}
