using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>What users get wrong: each ends in one clear sentence and the right code, and leaves nothing behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private const long BatchBytes = 10_000 * 3073;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_data_directory()
    {
        string missing = _folder["none"];
        (await Train("--data", $"cifar10:{missing}")).Fails(
            ExitCode.WrongData,
            $"{missing}: there is no such folder or file. Download it with `nabla data get cifar10`, or name the folder with data_batch_1.bin or the archive cifar-10-binary.tar.gz.");
        Assert.Equal("", _folder.Names);
    }

    [Theory]
    [InlineData(BatchBytes - 1, "truncated")]
    [InlineData(BatchBytes + 1, "too large")]
    public async Task A_batch_file_of_another_size(long bytes, string what)
    {
        string batch = WriteCifar10();
        Resize(batch, bytes);
        string before = _folder.Names;

        (await Train("--data", $"cifar10:{_folder["data"]}")).Fails(
            ExitCode.WrongData, $"{batch}: got {bytes} bytes; expected {BatchBytes}, 10000 records of 3073. The file is {what}: get it again.");
        Assert.Equal(before, _folder.Names);
    }

    [Fact]
    public async Task A_label_outside_0_to_9()
    {
        string batch = WriteCifar10();
        using (var stream = File.OpenWrite(batch))
        {
            stream.Position = 3 * 3073;
            stream.WriteByte(10);
        }

        string before = _folder.Names;

        (await Train("--data", $"cifar10:{_folder["data"]}")).Fails(
            ExitCode.WrongData, $"{batch}: the label of record 3 is 10; expected 0 to 9. The file is damaged: get it again.");
        Assert.Equal(before, _folder.Names);
    }

    [Fact]
    public async Task A_file_that_is_no_archive()
    {
        string file = _folder.Write("cifar-10-binary.tar.gz", "not an archive");

        var call = await Train("--data", $"cifar10:{file}");

        Assert.StartsWith($"nabla: {file}: ", call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal((ExitCode.WrongData, ""), (call.Code, call.Output));
        Assert.Equal("cifar-10-binary.tar.gz", _folder.Names);
    }

    [Fact]
    public async Task An_unknown_recipe_field()
    {
        string recipe = _folder.Write("a.json", """{ "learningrat": 0.1 }""");
        (await Train(recipe)).Fails(ExitCode.WrongCall, $"{recipe}: unknown field \"learningrat\"; did you mean \"learningRate\"?");
        Assert.Equal("a.json", _folder.Names);
    }

    [Fact]
    public async Task Several_recipe_errors_at_once()
    {
        string recipe = _folder.Write("a.json", """{ "epochs": 0, "activation": "gelu" }""");

        (await Train(recipe, "--hidden", "0", "--learning-rate", "-1")).Fails(
            ExitCode.WrongCall,
            $"""
            {recipe} has 4 errors:
              - activation is "gelu"; it must be one of "elu", "relu", "leakyRelu", "sigmoid", "tanh", "softplus", "identity".
              - hidden[0] is 0; a width must be a whole number from 1 to 65536.
              - learningRate is -1; it must be a finite number, at least 0.
              - epochs is 0; it must be a whole number from 1 to 100000.
            """.ReplaceLineEndings("\n"));
        Assert.Equal("a.json", _folder.Names);
    }

    [Fact]
    public async Task A_hidden_size_of_0() =>
        (await Train("--hidden", "128,0")).Fails(ExitCode.WrongCall, "the recipe: hidden[1] is 0; a width must be a whole number from 1 to 65536.");

    [Fact]
    public async Task A_negative_learning_rate() =>
        (await Train("--learning-rate", "-0.1")).Fails(ExitCode.WrongCall, "the recipe: learningRate is -0.1; it must be a finite number, at least 0.");

    [Fact]
    public async Task A_learning_rate_that_diverges()
    {
        var call = await Train("--learning-rate", "1e6", "--quiet", "--json");

        Assert.Matches(@"^nabla: the run diverged at step \d+: \S+ is not finite; try a learningRate lower than 1000000\.\n$", call.Error);
        Assert.Equal(ExitCode.Diverged, call.Code);
        using var json = JsonDocument.Parse(call.Output);
        Assert.Equal("diverged", json.RootElement.GetProperty("stopReason").GetString());
        Assert.Equal(call.Output, File.ReadAllText(_folder["out/result.json"]));
    }

    [Fact]
    public async Task An_output_directory_that_cannot_be_written_to()
    {
        string file = _folder.Write("file", "text");
        (await Call.RunAsync("train", "--data", "shapes:100", "--out", Path.Combine(file, "run"))).Fails(
            ExitCode.WrongCall, $"the output directory {Path.Combine(file, "run")} cannot be written to ({file} is a file); choose another with --out.");
        Assert.Equal("file", _folder.Names);
    }

    [Fact]
    public async Task An_output_directory_that_already_holds_a_run()
    {
        Directory.CreateDirectory(_folder["out"]);
        _folder.Write("out/result.json", "old");

        (await Train()).Fails(
            ExitCode.WrongCall, $"the output directory {_folder["out"]} already holds a run; choose another with --out, or replace it with --force.");
        Assert.Equal("old", File.ReadAllText(_folder["out/result.json"]));
        Assert.Equal("out out/result.json", _folder.Names);

        var forced = await Train("--force", "--quiet");
        Assert.Equal((ExitCode.Done, ""), (forced.Code, forced.Error));
        Assert.NotEqual("old", File.ReadAllText(_folder["out/result.json"]));
    }

    [Fact]
    public async Task A_model_file_that_is_none()
    {
        string file = _folder.Write("model.safetensors", "not a model");
        var call = await Call.RunAsync("evaluate", file, "--data", "shapes:100");
        Assert.StartsWith($"nabla: {file}", call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal((ExitCode.WrongData, ""), (call.Code, call.Output));
    }

    private Task<Call> Train(params string[] args)
    {
        bool namesData = args.Contains("--data") || args is [var first, ..] && first.EndsWith(".json", StringComparison.Ordinal);
        string[] data = namesData ? [] : ["--data", "shapes:100", "--batch-size", "16", "--epochs", "1"];
        return Call.RunAsync(["train", .. args, .. data, "--out", _folder["out"]]);
    }

    /// <summary>A folder whose files have the right sizes and hold zeros: ten thousand black airplanes each. Returns the first file's path.</summary>
    private string WriteCifar10()
    {
        Directory.CreateDirectory(_folder["data"]);
        foreach (string name in new[] { "data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch" })
            Resize(_folder[$"data/{name}.bin"], BatchBytes);
        return _folder["data/data_batch_1.bin"];
    }

    private static void Resize(string path, long bytes)
    {
        using var stream = new FileStream(path, FileMode.OpenOrCreate);
        stream.SetLength(bytes);
    }
}
