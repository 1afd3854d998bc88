using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_measured_as_it_was_when_it_was_trained()
    {
        var trained = await Train();

        foreach (string[] args in new string[][] { ["out"], ["out", "shapes:100"], ["out/model.safetensors"] })
        {
            var call = await Call.RunAsync(["evaluate", _folder[args[0]], "--json", .. args.Skip(1).SelectMany(data => new[] { "--data", data })]);
            using var json = JsonDocument.Parse(call.Output);
            using var result = JsonDocument.Parse(trained.Output);
            Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
            Assert.Equal(result.RootElement.GetProperty("testLoss").GetDouble(), json.RootElement.GetProperty("loss").GetDouble());
            Assert.Equal(result.RootElement.GetProperty("testAccuracy").GetDouble(), json.RootElement.GetProperty("accuracy").GetDouble());
            Assert.Equal(result.RootElement.GetProperty("bestFingerprint").GetString(), json.RootElement.GetProperty("fingerprint").GetString());
        }
    }

    [Fact]
    public async Task People_get_the_confusion_matrix_and_a_line_a_class()
    {
        await Train();
        var call = await Call.RunAsync("evaluate", _folder["out"]);
        foreach (string part in new[] { "accuracy", "loss", "20 test images", "true \\ predicted", "zigzag", "precision", "recall", "F0.1", "F10" })
            Assert.Contains(part, call.Output, StringComparison.Ordinal);
        Assert.All(call.Output.Split('\n').Where(line => !line.Contains(_folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80));
    }

    private Task<Call> Train() => Call.RunAsync(
        "train", "--data", "shapes:100", "--hidden", "8", "--epochs", "1", "--batch-size", "16", "--quiet", "--json", "--out", _folder["out"]);
}
