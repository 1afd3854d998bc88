using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_says_how_far_the_engines_are_apart_and_leaves_three_files()
    {
        var call = await Compare("--steps", "3");
        Assert.Equal(ExitCode.Done, call.Code);
        Assert.Equal("loading shapes:200\n3 steps on the analytic engine\n3 steps on the autograd engine\n", call.Error);
        foreach (string part in new[] { "shapes200-8-elu-seed42, 3 steps with the same initial weights and batches", "  analytic  ", "  autograd, analytic  ", "  layers.2.bias  ", "PyTorch was skipped. It was not requested." })
            Assert.Contains(part, call.Output, StringComparison.Ordinal);
        Assert.All(call.Output.Split('\n'), line => Assert.True(line.Length <= 80 || line.Contains(_folder.Path, StringComparison.Ordinal), line));
        Assert.Equal("out out/compare.csv out/compare.json out/compare.svg", _folder.Names);
        Assert.StartsWith("<svg xmlns=", File.ReadAllText(_folder["out/compare.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_file_alone()
    {
        var call = await Compare("--json", "--quiet", "--steps", "1", "--threads", "2");
        Assert.Equal((ExitCode.Done, "", File.ReadAllText(_folder["out/compare.json"])), (call.Code, call.Error, call.Output));
        using var json = JsonDocument.Parse(call.Output);
        Assert.Equal("analytic", json.RootElement.GetProperty("engines")[0].GetProperty("engine").GetString());
    }

    [Theory]
    [InlineData("--steps", "many", "--steps is \"many\"; it must be a whole number, at least 1.")]
    [InlineData("--steps", "0", "--steps is \"0\"; it must be a whole number, at least 1.")]
    [InlineData("--steps", "200", "the call: steps is 200; it must be from 1 to 22, which is what the recipe's epochs have: raise epochs for more.")]
    [InlineData("--engine", "autograd", "compare runs every engine; leave engine out.")]
    [InlineData("--set", "engine=analytic", "compare runs every engine; leave engine out.")]
    [InlineData("--optimizer", "lbfgs", "the recipe: optimizer is \"lbfgs\", which the autograd engine does not support; use another optimizer.")]
    public async Task What_is_wrong_is_said_in_one_sentence(string option, string value, string sentence)
    {
        (await Compare("--quiet", option, value)).Fails(ExitCode.WrongCall, sentence);
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public async Task A_Python_without_PyTorch_is_named()
    {
        string python = _folder["python"];
        (await Call.RunAsync("compare", "--data", "shapes:200", "--hidden", "8", "--batch-size", "16", "--out", _folder["out"], "--quiet", "--pytorch", python))
            .Fails(ExitCode.WrongCall, $"{python} is not a Python interpreter with PyTorch; name another with --pytorch, or use \"none\".");
        Assert.Equal("", _folder.Names);
    }

    private Task<Call> Compare(params string[] args) => Call.RunAsync(
        ["compare", "--data", "shapes:200", "--hidden", "8", "--batch-size", "16", "--epochs", "2", "--pytorch", "none", "--out", _folder["out"], .. args]);
}
