using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Layers;

namespace Nabla.Tests.Formats;

/// <summary>PyTorch itself loads exported models strictly and computes the same; a network of Nabla's loads PyTorch's state dicts and computes the same.</summary>
public sealed class PyTorchAgreementTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const int Rows = 20;
    private const double Tolerance = 1e-5;

    private static readonly Lazy<bool> HasPyTorch = new(() => File.Exists(Python) && Run("-c", "import torch").Code == 0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_layer_has_the_same_logits_there_and_back()
    {
        Assert.SkipUnless(HasPyTorch.Value, $"{Python} has no PyTorch; install python3-torch.");
        var models = Models().ToDictionary(model => model.Name, model => model.Model, StringComparer.Ordinal);
        foreach (var (name, model) in models)
            Export(name, model);

        var (code, output, error) = Run(Path.Combine(Repository.Root, "tests", "Nabla.Tests", "Formats", "check_pytorch.py"), _folder.Path);
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        double there = 0, back = 0;
        foreach (var (name, model) in models)
        {
            var found = json.RootElement.GetProperty(name);
            foreach (var figure in found.EnumerateObject())
            {
                Assert.True(figure.Value.GetDouble() <= Tolerance, $"{name}: {figure.Name} of PyTorch and of Nabla differ by {figure.Value.GetDouble()}.");
                there = Math.Max(there, figure.Value.GetDouble());
            }

            model.LoadStateDict(_folder[$"{name}/back.safetensors"]);
            double difference = Difference(Floats($"{name}/back.bin"), Outputs(model.Network, Floats($"{name}/inputs.bin")));
            Assert.True(difference <= Tolerance, $"{name}: logits with PyTorch's parameters differ by {difference}.");
            back = Math.Max(back, difference);
        }

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{models.Count} models; largest difference {there:E1} in PyTorch, {back:E1} back in Nabla"));
    }

    private static IEnumerable<(string Name, Model Model)> Models()
    {
        foreach (var (layer, i) in LayerCases.All.Select((layer, i) => (layer, i)))
            yield return (string.Create(CultureInfo.InvariantCulture, $"{i:D2} {layer.Name}"), Some.Model(Drawn(new(new Linear(5, 4), layer.Create(4, 4), new Linear(4, 3)), i)));
        yield return ("images", new(Drawn(new(new Linear(12, 2)), 50), InputSchema.Images(new(3, 2, 2), new([0.5, 0.25, 1], [0.125, 0, 2])), LearningTask.Classification("a", "b")));
        yield return ("one output", new(Drawn(new(new Linear(3, 1)), 51), InputSchema.Table(new([1, 2, 3], [0.5, 0, 2])), LearningTask.Classification("a", "b")));
        yield return ("softmax", new(Drawn(new(new Linear(3, 2), new Softmax(2)), 52), InputSchema.Table(new([1, 2, 3], [0.5, 0, 2])), LearningTask.Classification("a", "b")));
        yield return ("values", new(
            Drawn(new(new Linear(2, 6), new Tanh(6), new Linear(6, 1)), 53), InputSchema.Table(new([1, 2], [0.5, 3]), ["x", "y"]), LearningTask.Regression("price"), targetScaling: new([10], [3])));
    }

    /// <summary>Sets every parameter and statistic to a plausible number.</summary>
    private static Network Drawn(Network network, int seed)
    {
        foreach (var (parameter, i) in network.Parameters.All.Concat(network.Parameters.Buffers).Select((parameter, i) => (parameter, i)))
        {
            float[] values = Some.Normal(parameter.Count, new RandomKey((ulong)seed).Fold((ulong)i));
            if (parameter.Name.EndsWith("runningVariance", StringComparison.Ordinal))
                values = [.. values.Select(value => 0.5f + Math.Abs(value))];
            if (parameter.Name.EndsWith("runningCovariance", StringComparison.Ordinal))
                values = Covariance(values, parameter.Rows);
            parameter.Value.CopyFromRowMajor(values);
        }

        return network;
    }

    private static float[] Covariance(float[] factor, int width) =>
        [.. Enumerable.Range(0, width * width).Select(at => (at / width == at % width ? 1 : 0) + Enumerable.Range(0, width).Sum(k => factor[(at / width * width) + k] * factor[(at % width * width) + k] / width))];

    private void Export(string name, Model model)
    {
        Directory.CreateDirectory(_folder[name]);
        model.SavePyTorch(_folder[$"{name}/model.safetensors"]);
        File.WriteAllText(_folder[$"{name}/model.py"], model.ToPyTorchCode("model.safetensors"));
        float[] inputs = Some.Normal(Rows * model.Network.Inputs, new RandomKey(7)), raw = [.. inputs.Select(value => value + 1)], predictions = new float[Rows * model.Task.Names.Count];
        var predictor = Predictor.From(model);
        predictor.Predict(raw, predictions);
        Write($"{name}/inputs.bin", inputs);
        Write($"{name}/raw.bin", raw);
        Write($"{name}/logits.bin", Outputs(model.Network, inputs));
        Write($"{name}/predictions.bin", predictions);
    }

    private static float[] Outputs(Network network, float[] inputs)
    {
        using var processor = new Processor(threads: 1);
        float[] outputs = new float[Rows * network.Outputs];
        network.Predict(new(inputs, Rows, network.Inputs), new(outputs, Rows, network.Outputs), network.CreateWorkspace(Rows, processor));
        return outputs;
    }

    private static double Difference(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        return expected.Zip(found, (one, other) => Math.Abs(one - other) / Math.Max(1.0, Math.Abs(one))).Max();
    }

    private void Write(string name, float[] values) => File.WriteAllBytes(_folder[name], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder[name])).ToArray();

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
