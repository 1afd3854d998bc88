using Nabla.Networks;

namespace Nabla.Coursework;

/// <summary>What becomes of a signal on its way through a deep network that has learned nothing yet, and of a gradient on its way back.</summary>
/// <remarks>
/// Linear layers of one width, each with an activation behind it; inputs and the gradient of the output are standard normal. Claims D59 to D65:
/// <code>
/// E[h²] behind a layer  = E[f(z)²]/E[z²] · D σ² · E[h²] before it         f a rectifier: the first factor is ½
/// E[dh²] before a layer = E[f′(z)²] · D σ² · E[dh²] behind it             likewise
/// </code>
/// so Kaiming's σ² = 2/D keeps both and Xavier's 1/D halves them in every layer. These are expectations over the weights: one draw of L layers
/// scatters around them by a factor of about 1 ± √(5 L/D), which 50 layers of 512 make 70 %. So the figures are means over draws.
/// Derivation: docs/derivations/initialization.md.
/// </remarks>
public sealed record SignalPropagation
{
    /// <summary>How weights begin; every layer has the rectifier's gain where the initializer has one. Default Kaiming normal.</summary>
    public Initializer Initializer { get; init; } = Initializer.KaimingNormal;

    /// <summary>What stands behind each linear layer. Default ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Features of every layer, D. Default 512.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Linear layers, L. Default 50.</summary>
    public int Depth { get; init; } = 50;

    /// <summary>Inputs that are sent through each network. Default 32.</summary>
    public int Rows { get; init; } = 32;

    /// <summary>Networks that the figures are means of. Default 20.</summary>
    public int Draws { get; init; } = 20;

    /// <summary>Draws weights, inputs and gradients. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Sends signals there and gradients back.</summary>
    /// <param name="processor">Where the kernels run; never changes a result.</param>
    /// <returns>A row for the input, and one for what each activation puts out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Width, depth, rows or draws is below 1.</exception>
    public IReadOnlyList<LayerSignal> Measure(Processor processor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Depth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Draws);

        var network = new Network([.. Enumerable.Range(0, Depth).SelectMany(_ => new Layer[] { new Linear(Width, Width, Initializer), ElementwiseLayer.Create(Activation, Width) })]);
        var workspace = network.CreateWorkspace(Rows, processor);
        var pass = new Pass(processor, PassMode.Training);
        var inputGradient = new MatrixView(new float[Rows * Width], Rows, Width);
        var sums = new (double Moment, double Variance, double Gradient)[Depth + 1];
        for (int draw = 0; draw < Draws; draw++)
        {
            var key = new RandomKey(Seed).Fold((ulong)draw);
            network.Initialize(key.Fold(0));
            Fill(workspace.Input(Rows), key.Fold(1));
            Fill(network.OutputGradient(Rows, workspace), key.Fold(2));
            network.Forward(in pass, workspace.Input(Rows), workspace);
            network.Parameters.ZeroGradients();
            network.Backward(in pass, workspace.Input(Rows), workspace, inputGradient);
            for (int layer = 0; layer <= Depth; layer++)
            {
                var (moment, variance) = Moments(layer == 0 ? workspace.Input(Rows) : workspace.Output((2 * layer) - 1, Rows));
                var (gradient, _) = Moments(layer == 0 ? inputGradient : workspace.Gradient((2 * layer) - 1, Rows));
                sums[layer] = (sums[layer].Moment + moment, sums[layer].Variance + variance, sums[layer].Gradient + gradient);
            }
        }

        return [.. sums.Select((sum, layer) => new LayerSignal(layer, sum.Moment / Draws, sum.Variance / Draws, sum.Gradient / Draws))];
    }

    private static void Fill(MatrixView values, RandomKey key)
    {
        for (int row = 0; row < values.Rows; row++)
        {
            for (int column = 0; column < values.Columns; column++)
                values[row, column] = key.Normal(((ulong)row * (ulong)values.Columns) + (ulong)column);
        }
    }

    private static (double Second, double Variance) Moments(ReadOnlyMatrixView values)
    {
        double sum = 0, squares = 0;
        for (int row = 0; row < values.Rows; row++)
        {
            foreach (float value in values.Row(row))
                (sum, squares) = (sum + value, squares + ((double)value * value));
        }

        double count = (double)values.Rows * values.Columns, mean = sum / count;
        return (squares / count, (squares / count) - (mean * mean));
    }
}

/// <summary>The size of a signal, and of its gradient, at one place of a network.</summary>
/// <param name="Layer">How many layers lie before it; 0 is the input.</param>
/// <param name="ActivationMoment">E[h²]: what initialisation can keep.</param>
/// <param name="ActivationVariance">Var h: less, by the square of the mean, behind an activation whose outputs have one (claim D59).</param>
/// <param name="GradientMoment">E[(∂L/∂h)²].</param>
public sealed record LayerSignal(int Layer, double ActivationMoment, double ActivationVariance, double GradientMoment);
