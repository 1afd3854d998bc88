using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>Ctrl-C, as a shell sends it, to the tool as a process of its own.</summary>
public sealed class InterruptsTests
{
    [Theory]
    [InlineData("INT", ExitCode.Cancelled)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task A_signal_ends_a_run_and_leaves_it_readable(string signal, int expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to one process.");
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var tool = ToolProcess.Start(
        [
            "train", "--data", "shapes:100", "--hidden", "8", "--epochs", "100000", "--batch-size", "16", "--learning-rate", "0.001",
            "--threads", "1", "--json", "--out", folder["out"],
        ]);

        while (await tool.StandardError.ReadLineAsync(cancellation) is { } line && !line.StartsWith("epoch 3/", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", [$"-{signal}", tool.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(cancellation);
        string error = await tool.StandardError.ReadToEndAsync(cancellation);
        string output = await tool.StandardOutput.ReadToEndAsync(cancellation);
        await tool.WaitForExitAsync(cancellation);

        Assert.Equal(expected, tool.ExitCode);
        Assert.Matches($@"nabla: cancelled after [\d,]+ epochs; partial results are in {folder["out"]}; continue with --resume\.\n$", error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("cancelled", json.RootElement.GetProperty("stopReason").GetString());
        Assert.True(json.RootElement.GetProperty("epochs").GetArrayLength() >= 3);
        Assert.Equal(JsonValueKind.Number, json.RootElement.GetProperty("testAccuracy").ValueKind);
        Assert.Equal("out out/checkpoint.safetensors out/epochs.csv out/layers.csv out/model.safetensors out/recipe.json out/report.html out/result.json out/steps.csv", folder.Names);

        var evaluation = await Call.RunAsync("evaluate", folder["out"], "--json");
        Assert.Equal(ExitCode.Done, evaluation.Code);
    }
}
