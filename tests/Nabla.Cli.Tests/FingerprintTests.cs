using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>One recipe and one seed give one fingerprint, whatever the machine can do: the default recipe on Shapes, two epochs.</summary>
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

    private static async Task<string?> Train(string switchedOff, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var tool = ToolProcess.Start(
            ["train", "--epochs", "2", "--json", "--quiet", "--out", folder["run"], .. arguments],
            switchedOff.Length == 0 ? [] : [KeyValuePair.Create(switchedOff, "0")]);
        using var result = await JsonDocument.ParseAsync(tool.StandardOutput.BaseStream, default, cancellation);
        await tool.WaitForExitAsync(cancellation);
        return result.RootElement.GetProperty("finalFingerprint").GetString();
    }
}
