using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>nabla export: the file holds the model, what exists is not replaced, and errors are one sentence.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_NPZ_file_is_the_model_again_to_the_bit()
    {
        string run = await Train(), file = _folder["model.npz"];
        var call = await Call.RunAsync("export", run, "--format", "npz", "-o", file);
        Assert.Equal(new Call(ExitCode.Done, $"{file}\n", ""), call);
        Assert.Equal(File.ReadAllBytes(Path.Combine(run, "model.safetensors")), Model.FromNpz(file).ToBytes());

        string data = _folder["points.csv"];
        var expected = await Call.RunAsync("predict", run, data, "--csv");
        Assert.Equal(ExitCode.Done, expected.Code);
        Assert.Equal(expected, await Call.RunAsync("predict", file, data, "--csv"));
    }

    [Fact]
    public async Task An_ONNX_file_is_the_model_again_to_the_bit()
    {
        string run = await Train(), file = _folder["model.onnx"];
        var call = await Call.RunAsync("export", run, "--format", "onnx", "-o", file);
        Assert.Equal(new Call(ExitCode.Done, $"{file}\n", ""), call);
        Assert.Equal(File.ReadAllBytes(Path.Combine(run, "model.safetensors")), Model.LoadOnnx(file).ToBytes());

        string data = _folder["points.csv"];
        Assert.Equal(await Call.RunAsync("predict", run, data, "--csv"), await Call.RunAsync("predict", file, data, "--csv"));
        Assert.Equal(await Evaluated(run), await Evaluated(file));

        // Without the path of the model, and without the padding that its length decides.
        async Task<IEnumerable<string>> Evaluated(string model) =>
            (await Call.RunAsync("evaluate", model, "--data", data)).Output.Split('\n').Select(line => line.TrimEnd()).Where(line => !line.Contains(" model ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_ONNX_file_is_named()
    {
        string file = _folder.Write("model.onnx", "nothing");
        (await Call.RunAsync("predict", file, file)).Fails(ExitCode.WrongData, $"{file} cannot be read: a field is of a kind that ONNX does not use.");
    }

    [Fact]
    public async Task A_file_for_PyTorch_is_the_model_again_and_its_program_is_printed()
    {
        string run = await Train(), file = _folder["model.pt.safetensors"];
        var call = await Call.RunAsync("export", run, "--format", "pytorch", "-o", file);
        var model = Model.Load(Path.Combine(run, "model.safetensors"));
        Assert.Equal(new Call(ExitCode.Done, model.ToPyTorchCode(file), ""), call);
        Assert.Contains($"model = nn.Sequential(\n    nn.Linear({model.Network.Inputs}, 5),\n    nn.ReLU(),\n    nn.Linear(5, 2),\n)\n", call.Output, StringComparison.Ordinal);
        Assert.Equal(model.ToBytes(), Model.Load(file).ToBytes());

        string data = _folder["points.csv"];
        Assert.Equal(await Call.RunAsync("predict", run, data, "--csv"), await Call.RunAsync("predict", file, data, "--csv"));
    }

    [Fact]
    public async Task A_file_that_exists_is_replaced_only_on_request()
    {
        string run = await Train(), file = _folder.Write("model.npz", "old");
        (await Export(run, "npz", file)).Fails(ExitCode.WrongCall, $"{file} already exists; choose another name with --output, or replace it with --force.");
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal(ExitCode.Done, (await Export(run, "npz", file, "--force")).Code);
        Assert.NotEmpty(Model.FromNpz(file).Network.Layers);
        Assert.DoesNotContain(".partial", _folder.Names, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_itself_is_never_replaced()
    {
        string run = await Train(), file = Path.Combine(run, "model.safetensors");
        byte[] before = File.ReadAllBytes(file);
        (await Export(run, "npz", file, "--force")).Fails(ExitCode.WrongCall, $"{file} is the model itself; choose another name with --output.");
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_one_sentence_and_nothing_is_written()
    {
        string run = await Train(), before = _folder.Names;
        (await Export(run, "onyx", _folder["a"])).Fails(ExitCode.WrongCall, $"there is no format \"onyx\"; there is {string.Join(", ", Commands.ExportFormat.All.Select(format => format.Name))}.");
        (await Export(run, "npz", "")).Fails(ExitCode.WrongCall, "--output is empty; give the name of a file.");
        (await Export(run, "npz", run)).Fails(ExitCode.WrongCall, $"{run} is a directory; choose another name with --output.");
        (await Call.RunAsync("export", run, "--format", "npz")).Fails(ExitCode.WrongCall, "export takes the option --output FILE; see nabla export --help.");
        (await Call.RunAsync("export", run, "-o", _folder["a"])).Fails(ExitCode.WrongCall, "export takes the option --format FORMAT; see nabla export --help.");
        (await Export(_folder["none"], "npz", _folder["a"])).Fails(ExitCode.WrongData, $"{_folder["none"]} cannot be read: there is no such file.");
        var call = await Export(run, "npz", _folder["nowhere/a"]);
        Assert.StartsWith($"nabla: {_folder["nowhere/a"]} cannot be written (", call.Error, StringComparison.Ordinal);
        Assert.EndsWith("); choose another name with --output.\n", call.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.OutputFailed, call.Code);
        Assert.Equal(before, _folder.Names);
    }

    [Fact]
    public async Task A_damaged_archive_is_told_as_one()
    {
        string file = _folder.Write("model.npz", "PK\u0003\u0004 and nothing more");
        var call = await Export(file, "npz", _folder["a"]);
        Assert.StartsWith($"nabla: {file}: is not a whole zip archive (", call.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.WrongData, "model.npz"), (call.Code, _folder.Names));
    }

    private static Task<Call> Export(string model, string format, string output, params string[] more) => Call.RunAsync(["export", model, "--format", format, "--output", output, .. more]);

    private async Task<string> Train()
    {
        string data = _folder.Write("points.csv", SmallTables.Classes());
        var call = await Call.RunAsync("train", "--data", data, "--target", "side", "--epochs", "2", "--hidden", "5", "--out", _folder["run"], "--no-report", "--quiet");
        Assert.Equal(ExitCode.Done, call.Code);
        return _folder["run"];
    }
}
