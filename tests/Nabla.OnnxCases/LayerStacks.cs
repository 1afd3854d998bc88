using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.OnnxCases;

/// <summary>Networks with every kind of layer, and layers in blocks.</summary>
public static class LayerStacks
{
    private const int Hidden = 5;

    /// <summary>Gets the layers between the input and the output by name.</summary>
    public static IReadOnlyList<(string Name, Func<int, int, Layer[]> Create)> All { get; } =
    [
        ("Linear", (inputs, outputs) => [new Linear(inputs, outputs)]),
        ("Elu", (inputs, outputs) => Around(inputs, outputs, new Elu(Hidden, 0.7f))),
        ("Relu", (inputs, outputs) => Around(inputs, outputs, new Relu(Hidden))),
        ("LeakyRelu", (inputs, outputs) => Around(inputs, outputs, new LeakyRelu(Hidden, 0.2f))),
        ("Sigmoid", (inputs, outputs) => Around(inputs, outputs, new Sigmoid(Hidden))),
        ("Tanh", (inputs, outputs) => Around(inputs, outputs, new Tanh(Hidden))),
        ("Softplus", (inputs, outputs) => Around(inputs, outputs, new Softplus(Hidden))),
        ("Identity", (inputs, outputs) => Around(inputs, outputs, LayerRegistry.Default.Create(new("Identity", Hidden, Hidden)))),
        ("Softmax", (inputs, outputs) => Around(inputs, outputs, new Softmax(Hidden))),
        ("BatchNorm", (inputs, outputs) => Around(inputs, outputs, new BatchNorm(Hidden, 1e-3f))),
        ("WhiteningBatchNorm", (inputs, outputs) => Around(inputs, outputs, new WhiteningBatchNorm(Hidden))),
        ("Dropout", (inputs, outputs) => Around(inputs, outputs, new Dropout(Hidden, 0.3))),
        ("Residual", (inputs, outputs) => Around(inputs, outputs, new Residual(new Linear(Hidden, 3), new Relu(3), new Linear(3, Hidden)))),
        ("everything", (inputs, outputs) => Around(inputs, outputs, new BatchNorm(Hidden), new Elu(Hidden), new Dropout(Hidden), new Residual(
            new WhiteningBatchNorm(Hidden), new Residual(new Tanh(Hidden)), new Linear(Hidden, Hidden), new BatchNorm(Hidden), new Dropout(Hidden)), new Softplus(Hidden))),
    ];

    /// <summary>Creates a network whose running statistics, scales and shifts are not those that it begins with.</summary>
    public static Network Create(Layer[] layers, ulong seed)
    {
        var network = new Network(layers);
        network.Initialize(seed);
        var key = new RandomKey(seed).Fold(99);
        foreach (var layer in Walk(layers))
        {
            if (layer is Linear)
                Fill(layer.Parameters[1], key = key.Fold(1));
            if (layer is BatchNorm or WhiteningBatchNorm)
            {
                Fill(layer.Parameters[0], key = key.Fold(1), 1);
                Fill(layer.Parameters[1], key = key.Fold(1));
                Fill(layer.Buffers[0], key = key.Fold(1));
                FillVariance(layer.Buffers[1], key = key.Fold(1));
            }
        }

        return network;
    }

    private static Layer[] Around(int inputs, int outputs, params Layer[] layers) => [new Linear(inputs, Hidden), .. layers, new Linear(Hidden, outputs)];

    private static IEnumerable<Layer> Walk(IEnumerable<Layer> layers) => layers.SelectMany(layer => Walk(layer.Layers).Prepend(layer));

    private static void Fill(Parameter parameter, RandomKey key, float around = 0) =>
        parameter.Value.CopyFromRowMajor([.. Some.Normal(parameter.Count, key).Select(value => around + (0.3f * value))]);

    /// <summary>Variances above 0, or a covariance, which is a product AAᵀ.</summary>
    private static void FillVariance(Parameter parameter, RandomKey key)
    {
        float[] a = Some.Normal(parameter.Count, key);
        if (parameter.Rows == 1)
        {
            parameter.Value.CopyFromRowMajor([.. a.Select(value => 0.5f + Math.Abs(value))]);
            return;
        }

        int width = parameter.Rows;
        float[] product = new float[width * width];
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
                product[(i * width) + j] = Enumerable.Range(0, width).Sum(k => a[(i * width) + k] * a[(j * width) + k]) + (i == j ? 0.1f : 0);
        }

        parameter.Value.CopyFromRowMajor(product);
    }
}
