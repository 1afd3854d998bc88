using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>One recipe and one seed give one fingerprint, whatever the machine can do.</summary>
/// <remarks>
/// Each setting is a process of its own: the runtime reads which instruction sets it may use when it starts. Without AVX2 there is no fused
/// multiply-add either, and without intrinsics no vector, so those two runs take half a minute between them.
/// </remarks>
public sealed class FingerprintTests
{
    /// <summary>What the default recipe comes to after two epochs, on every machine. A change of the numbers, and only that, changes it.</summary>
    private const string Expected = "10c4a0713e4f5baafa5a00f993378df1183850ea476e6bc44d9c46239740b047";

    [Theory]
    [InlineData("")]
    [InlineData("", "--threads", "1")]
    [InlineData("", "--threads", "2")]
    [InlineData("", "--threads", "5")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task The_default_recipe_has_one_fingerprint(string switchedOff, params string[] arguments) =>
        Assert.Equal(Expected, await Train(switchedOff, arguments));

    [Fact]
    public async Task Another_seed_has_another() => Assert.NotEqual(Expected, await Train("", "--seed", "43"));

    /// <summary>Recipes that between them have every kind of layer, loss and rule, small, so that the slowest setting takes seconds.</summary>
    [Theory]
    [InlineData("--batch-norm", "--dropout", "0.2", "--residual", "--optimizer", "adamW", "--l1", "1e-5", "--l2", "1e-4", "--set", "clipNorm=1", "--schedule", "oneCycle")]
    [InlineData("--whitening", "--activation", "tanh", "--optimizer", "rmsProp", "--loss", "binaryCrossEntropy", "--schedule", "plateau")]
    [InlineData("--activation", "softplus", "--optimizer", "lbfgs", "--l2", "1e-3", "--set", "labelSmoothing=0.1")]
    public async Task Every_kind_of_recipe_has_one_fingerprint(params string[] recipe)
    {
        string[] small = [.. recipe, "--data", "shapes:200", "--hidden", "20,20", "--batch-size", "32"];
        string? expected = await Train("", [.. small, "--threads", "1"]);
        Assert.NotNull(expected);
        Assert.Equal(expected, await Train("", [.. small, "--threads", "3"]));
        foreach (string switchedOff in new[] { "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic" })
            Assert.Equal(expected, await Train(switchedOff, small));
    }

    private static async Task<string?> Train(string switchedOff, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var tool = ToolProcess.Start(
            ["train", "--epochs", "2", "--json", "--quiet", "--no-report", "--out", folder["run"], .. arguments],
            switchedOff.Length == 0 ? [] : [KeyValuePair.Create(switchedOff, "0")]);
        using var result = await JsonDocument.ParseAsync(tool.StandardOutput.BaseStream, default, cancellation);
        await tool.WaitForExitAsync(cancellation);

        // A switch that the runtime did not know would leave every comparison with itself.
        Assert.InRange(result.RootElement.GetProperty("machine").GetProperty("vectorWidth").GetInt32(), 1, switchedOff switch
        {
            "DOTNET_EnableHWIntrinsic" => 1,
            "DOTNET_EnableAVX2" => 4,
            "DOTNET_EnableAVX512" => 8,
            _ => 16,
        });
        return result.RootElement.GetProperty("finalFingerprint").GetString();
    }
}
