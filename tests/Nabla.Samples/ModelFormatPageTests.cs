using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nabla;
using Nabla.Networks;
using Nabla.Testing;

namespace Samples;

/// <summary>The page about the model file: its C# runs, and its Python reads and predicts what Nabla does, where a Python with NumPy is.</summary>
public sealed partial class ModelFormatPageTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasNumPy = new(() => File.Exists(Python) && Run("import numpy").Code == 0);

    private static readonly string[] Blocks = [.. PythonBlock().Matches(Document.Read(Path.Combine("docs", "model-format.md")).Text).Select(match => match.Groups["code"].Value)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_goes_to_PyTorch_and_its_parameters_come_back()
    {
        var standardizer = new Standardizer([1, 2, 3, 4], [0.5, 0, 2, 1]);
        var model = Some.Model(Drawn(new(new Linear(4, 16), new Relu(16), new Linear(16, 3))));
        model.Save(_folder["flowers.safetensors"]);

        MoveToPyTorch.Export(_folder["flowers.safetensors"], _folder["exported.safetensors"]);
        Assert.Equal(model.ToBytes(), Model.Load(_folder["exported.safetensors"]).ToBytes());
        Assert.Contains("nn.Linear(4, 16),", File.ReadAllText(_folder["exported.py"]), StringComparison.Ordinal);

        var imported = MoveToPyTorch.Import(_folder["exported.safetensors"], standardizer);
        Assert.Equal(model.Network.Parameters.Fingerprint(), imported.Network.Parameters.Fingerprint());
    }

    [Fact]
    public void The_reader_has_ten_lines_and_predicts_as_Nabla_does()
    {
        Assert.InRange(Blocks[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 10);
        Assert.SkipUnless(HasNumPy.Value, $"{Python} has no NumPy; install python3-numpy.");
        float[] raw = Some.Normal(10 * 4, new RandomKey(3)), expected = new float[10 * 3];
        var input = InputSchema.Table(new([1, 2, 3, 4], [0.5, 0, 2, 1]));
        var model = new Model(Drawn(new(new Linear(4, 6), new Relu(6), new Linear(6, 3))), input, LearningTask.Classification("a", "b", "c"));
        model.Save(_folder["model.safetensors"]);
        using var processor = new Processor(threads: 1);
        float[] inputs = new float[raw.Length];
        input.Standardize(new(raw, 10, 4), new(inputs, 10, 4));
        model.Network.Predict(new(inputs, 10, 4), new(expected, 10, 3), model.Network.CreateWorkspace(10, processor));

        string numbers = string.Join(", ", raw.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        var (code, output, error) = Run($"{Blocks[0]}\nraw = np.array([{numbers}]).reshape(-1, 4)\n{Blocks[1]}\nprint(json.dumps(logits.ravel().tolist()))", _folder.Path);
        Assert.True(code == 0, error);
        float[] logits = JsonSerializer.Deserialize<float[]>(output)!;
        Assert.Equal(expected.Length, logits.Length);
        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void NumPy_opens_an_NPZ_file()
    {
        Assert.SkipUnless(HasNumPy.Value, $"{Python} has no NumPy; install python3-numpy.");
        var model = Some.Model(Drawn(new(new Linear(2, 3))));
        model.SaveNpz(_folder["model.npz"]);
        var (code, output, error) = Run($"{Blocks[3]}\nprint(weight.ravel().tolist(), metadata['nabla.task'], metadata['nabla.fingerprint'])", _folder.Path);
        Assert.True(code == 0, error);
        var value = model.Network.Parameters.All[0].Value;
        double[] weight = [value[0, 0], value[1, 0], value[0, 1], value[1, 1], value[0, 2], value[1, 2]];
        Assert.Equal($"[{string.Join(", ", weight.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}] classification {model.Network.Parameters.Fingerprint()}", output.Trim());
    }

    private static Network Drawn(Network network)
    {
        network.Initialize(5);
        return network;
    }

    private static (int Code, string Output, string Error) Run(string script, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [GeneratedRegex("^```python\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex PythonBlock();
}
