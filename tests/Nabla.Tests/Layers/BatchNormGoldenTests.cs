using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>Batch normalisation against PyTorch: numbers that tests/golden/batch_normalization.py wrote.</summary>
public sealed class BatchNormGoldenTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly Processor _processor = new(threads: 1);
    private readonly JsonDocument _golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "golden", "batch_normalization.json")));

    public void Dispose()
    {
        _processor.Dispose();
        _golden.Dispose();
    }

    [Fact]
    public void Outputs_gradients_statistics_and_answers_are_those_of_PyTorch()
    {
        var golden = _golden.RootElement.GetProperty("layer");
        float[] gamma = Numbers(golden, "gamma");
        var layer = new BatchNorm(gamma.Length, golden.GetProperty("epsilon").GetSingle(), golden.GetProperty("momentum").GetSingle());
        gamma.CopyTo(layer.Parameters[0].Value.Data);
        Numbers(golden, "beta").CopyTo(layer.Parameters[1].Value.Data);

        var run = new LayerRun(layer, _processor);
        float[][] batches = [.. golden.GetProperty("batches").EnumerateArray().Select(Numbers)];
        Close(golden, "y", run.Forward(batches[0]));
        Close(golden, "dx", run.Backward(Numbers(golden, "dy")));
        Close(golden, "dGamma", layer.Parameters[0].Gradient.Data);
        Close(golden, "dBeta", layer.Parameters[1].Gradient.Data);
        foreach (float[] batch in batches)
        {
            run.Forward(batch);
            run.UpdateStatistics();
        }

        Close(golden, "runningMean", layer.Buffers[0].Value.Data);
        Close(golden, "runningVariance", layer.Buffers[1].Value.Data);
        Close(golden, "inference", new LayerRun(layer, _processor, PassMode.Inference).Forward(batches[0]));
    }

    [Fact]
    public void Ten_updates_of_a_network_are_those_of_PyTorch()
    {
        var golden = _golden.RootElement.GetProperty("network");
        var network = new Network(new Linear(6, 5), new BatchNorm(5), new Elu(5), new Dropout(5, 0), new Linear(5, 3));
        foreach (var parameter in network.Parameters.All.Concat(network.Parameters.Buffers))
            parameter.Value.CopyFromRowMajor(Turned(parameter, Numbers(golden.GetProperty("initial"), TorchName(parameter))));

        var sgd = new Sgd(golden.GetProperty("learningRate").GetSingle());
        var state = sgd.CreateState(network.Parameters);
        var loss = new SoftmaxCrossEntropy();
        float[][] batches = [.. golden.GetProperty("batches").EnumerateArray().Select(Numbers)];
        int[][] labels = [.. golden.GetProperty("labels").EnumerateArray().Select(each => each.EnumerateArray().Select(label => label.GetInt32()).ToArray())];
        float[] losses = new float[batches.Length];
        var workspace = network.CreateWorkspace(labels[0].Length, _processor);
        for (int i = 0; i < batches.Length; i++)
        {
            int rows = labels[i].Length;
            var pass = new Pass(_processor, PassMode.Training, i + 1);
            var x = new MatrixView(batches[i], rows, network.Inputs);
            losses[i] = (float)loss.Evaluate(_processor, network.Forward(pass, x, workspace), labels[i], new float[rows], network.OutputGradient(rows, workspace));
            network.Parameters.ZeroGradients();
            network.Backward(pass, x, workspace);
            network.UpdateStatistics(pass, rows, workspace);
            if (i == 0)
                GradientsAreClose(golden.GetProperty("firstGradients"), network);
            sgd.Step(_processor, network.Parameters, state, sgd.LearningRate);
        }

        Close(golden, "losses", losses);
        foreach (var parameter in network.Parameters.All.Concat(network.Parameters.Buffers))
            Close(Turned(parameter, Numbers(golden.GetProperty("final"), TorchName(parameter))), parameter.Value.ToRowMajor(), parameter.Name);
    }

    private static void GradientsAreClose(JsonElement golden, Network network)
    {
        foreach (var parameter in network.Parameters.All)
        {
            float[] expected = Turned(parameter, Numbers(golden, TorchName(parameter))), actual = parameter.Gradient.ToRowMajor();

            // A bias in front of a normalisation moves nothing: its gradient is 0, and what both compute is rounding.
            if (parameter.Name == "layers.0.bias")
                Assert.All(actual.Concat(expected), value => Assert.Equal(0, value, 1e-7));
            else
                Close(expected, actual, parameter.Name);
        }
    }

    /// <summary>PyTorch's weights are [outputs, inputs].</summary>
    private static float[] Turned(Parameter parameter, float[] values) => !parameter.IsWeight
        ? values
        : [.. Enumerable.Range(0, parameter.Count).Select(i => values[(i % parameter.Columns * parameter.Rows) + (i / parameter.Columns)])];

    private static string TorchName(Parameter parameter)
    {
        string[] parts = parameter.Name.Split('.');
        return parts[1] + parts[2] switch { "gamma" => ".weight", "beta" => ".bias", "runningMean" => ".running_mean", "runningVariance" => ".running_var", var name => $".{name}" };
    }

    private static float[] Numbers(JsonElement golden, string name) => Numbers(golden.GetProperty(name));

    private static float[] Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().SelectMany(Numbers)] : [value.GetSingle()];

    private static void Close(JsonElement golden, string name, ReadOnlySpan<float> actual) => Close(Numbers(golden, name), actual, name);

    private static void Close(float[] expected, ReadOnlySpan<float> actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        double error = CentralDifferences.RelativeError(actual, [.. expected.Select(value => (double)value)]);
        Assert.True(error <= Tolerance, $"{name}: relative error {error:E2}");
    }
}
