using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>The table of layers: how to make each, and what it computes, in double precision and in the plainest words.</summary>
/// <remarks>A layer that is added to the library gets a row here, and with it every test of gradients, bits, allocation and files.</remarks>
internal static class LayerCases
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new("Linear", (inputs, outputs) => new Linear(inputs, outputs), Linear),
        new("Linear, PyTorch's initialisation", (inputs, outputs) => new Linear(inputs, outputs, Initializer.PyTorchLinear), Linear),
        Activation("Elu", width => new Elu(width), x => x > 0 ? x : Math.Exp(x) - 1),
        Activation("Elu, alpha 0.5", width => new Elu(width, 0.5f), x => x > 0 ? x : 0.5 * (Math.Exp(x) - 1)),
        Activation("Relu", width => new Relu(width), x => Math.Max(0, x)),
        Activation("LeakyRelu", width => new LeakyRelu(width), x => x > 0 ? x : 0.01f * x),
        Activation("LeakyRelu, slope 0.3", width => new LeakyRelu(width, 0.3f), x => x > 0 ? x : 0.3f * x),
        Activation("Sigmoid", width => new Sigmoid(width), x => 1 / (1 + Math.Exp(-x))),
        Activation("Tanh", width => new Tanh(width), Math.Tanh),
        Activation("Softplus", width => new Softplus(width), x => Math.Log(1 + Math.Exp(x))),
        Activation("Identity", width => new Identity(width), x => x),
        new("Softmax", (inputs, _) => new Softmax(inputs), Softmax),
        new("BatchNorm", (inputs, _) => new BatchNorm(inputs), (x, parameters) => BatchNorm(x, parameters, 1e-5)) { MinRows = 3 },
        new("BatchNorm, epsilon 0.1", (inputs, _) => new BatchNorm(inputs, epsilon: 0.1f), (x, parameters) => BatchNorm(x, parameters, 0.1f)) { MinRows = 2 },
        new("WhiteningBatchNorm, epsilon 0.1", (inputs, _) => new WhiteningBatchNorm(inputs, epsilon: 0.1f), (x, parameters) => WhiteningDefinition.Forward(x, parameters, 0.1f))
        {
            MinRows = 2, MostInputsDifferenced = 20,
        },
        new("Dropout", (inputs, _) => new Dropout(inputs), (x, _) => Dropout(x, 0.5, Key)),
        new("Dropout, probability 0.2", (inputs, _) => new Dropout(inputs, 0.2), (x, _) => Dropout(x, 0.2, Key)),
        new("Residual of two linear layers",
            (inputs, outputs) => new Residual(new Linear(inputs, outputs), new Tanh(outputs), new Linear(outputs, inputs)),
            (x, parameters) => Sum(x, Linear(Linear(x, [.. parameters.Take(2)]).Map(Math.Tanh), [.. parameters.Skip(2)]))),
        new("Residual that normalises and drops",
            (inputs, _) => new Residual(new BatchNorm(inputs, 0.1f), new Elu(inputs), new Dropout(inputs, 0.3), new Linear(inputs, inputs)),
            (x, parameters) => Sum(x, Linear(
                Dropout(BatchNorm(x, parameters, 0.1f).Map(value => value > 0 ? value : Math.Exp(value) - 1), 0.3, Key.Fold(2)), [.. parameters.Skip(2)])))
        { MinRows = 2 },
    ];

    /// <summary>The random numbers of the pass that every case is tested in.</summary>
    public static RandomKey Key => new(7);

    public static LayerCase Named(string name) => All.Single(layer => layer.Name == name);

    private static LayerCase Activation(string name, Func<int, Layer> create, Func<double, double> function) =>
        new(name, (inputs, _) => create(inputs), (x, _) => x.Map(function));

    private static DoubleMatrix Linear(DoubleMatrix x, IReadOnlyList<DoubleMatrix> parameters)
    {
        var (weight, bias) = (parameters[0], parameters[1]);
        var y = new DoubleMatrix(x.Rows, weight.Columns);
        for (int n = 0; n < y.Rows; n++)
        {
            for (int j = 0; j < y.Columns; j++)
            {
                y[n, j] = bias[0, j];
                for (int i = 0; i < x.Columns; i++)
                    y[n, j] += x[n, i] * weight[i, j];
            }
        }

        return y;
    }

    private static DoubleMatrix BatchNorm(DoubleMatrix x, IReadOnlyList<DoubleMatrix> parameters, double epsilon)
    {
        var y = new DoubleMatrix(x.Rows, x.Columns);
        for (int j = 0; j < x.Columns; j++)
        {
            double mean = Enumerable.Range(0, x.Rows).Average(n => x[n, j]);
            double variance = Enumerable.Range(0, x.Rows).Average(n => (x[n, j] - mean) * (x[n, j] - mean));
            for (int n = 0; n < x.Rows; n++)
                y[n, j] = (parameters[0][0, j] * (x[n, j] - mean) / Math.Sqrt(variance + epsilon)) + parameters[1][0, j];
        }

        return y;
    }

    private static DoubleMatrix Dropout(DoubleMatrix x, double probability, RandomKey key)
    {
        var y = new DoubleMatrix(x.Rows, x.Columns);
        for (int i = 0; i < x.Data.Length; i++)
            y.Data[i] = key.Fold(LayerFixture.Step).Uniform((ulong)i) < probability ? 0 : x.Data[i] / (1 - probability);
        return y;
    }

    private static DoubleMatrix Sum(DoubleMatrix a, DoubleMatrix b)
    {
        var sum = new DoubleMatrix(a.Rows, a.Columns);
        for (int i = 0; i < sum.Data.Length; i++)
            sum.Data[i] = a.Data[i] + b.Data[i];
        return sum;
    }

    private static DoubleMatrix Softmax(DoubleMatrix x, IReadOnlyList<DoubleMatrix> parameters)
    {
        var y = x.Map(Math.Exp);
        for (int n = 0; n < y.Rows; n++)
        {
            double sum = Enumerable.Range(0, y.Columns).Sum(j => y[n, j]);
            for (int j = 0; j < y.Columns; j++)
                y[n, j] /= sum;
        }

        return y;
    }
}

/// <summary>One row of the table.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Create">The layer, from wished-for inputs and outputs; layers of one width take the inputs.</param>
/// <param name="Forward">What it computes, from its input and its parameters.</param>
internal sealed record LayerCase(string Name, Func<int, int, Layer> Create, Func<DoubleMatrix, IReadOnlyList<DoubleMatrix>, DoubleMatrix> Forward)
{
    /// <summary>The fewest rows of a batch for which it is defined and its gradient is not all rounding.</summary>
    public int MinRows { get; init; } = 1;

    /// <summary>The most inputs for which central differences of the definition are over soon.</summary>
    public int MostInputsDifferenced { get; init; } = int.MaxValue;

    public override string ToString() => Name;
}
