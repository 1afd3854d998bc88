using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class EngineComparisonTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly Recipe Small = new() { Data = "shapes:200", Hidden = [16], Epochs = 3, BatchSize = 16 };

    private static readonly DataSplits Splits = new Blobs(count: 200, features: 8, classes: 4).Split();

    private static readonly Lazy<bool> HasPyTorch = new(() =>
        File.Exists(Python) && ChildProcess.Run(Python, ["-c", "import torch"], TestContext.Current.CancellationToken).Code == 0);

    private readonly TemporaryFolder _folder = new();

    private ComparisonOptions Options => new() { OutputDirectory = _folder["compare"], PyTorch = "none", Time = new SteadyClock() };

    public void Dispose() => _folder.Dispose();

    /// <summary>What eng/checks/engines asks of the default recipe on photographs, on pictures that every clone has.</summary>
    [Fact]
    public void Gradients_agree_within_1e_5_and_losses_within_1e_3()
    {
        var result = Execute(Small, Options);
        var pair = Assert.Single(result.Differences);
        Assert.Equal(("autograd", "analytic", 33), (pair.Engine, pair.Against, result.Steps));
        Assert.Equal(["layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias"], pair.Gradients.Select(gradient => gradient.Parameter));
        Assert.InRange(pair.Gradient, 1e-9, 1e-5);
        Assert.InRange(pair.Loss, 1e-9, 1e-3);
        Assert.Equal("It was not requested.", result.WithoutPyTorch);
    }

    [Fact]
    public void A_bias_that_a_normalisation_takes_away_counts_by_the_whole_gradient() =>
        Assert.InRange(Compare(new() { Hidden = [12], BatchSize = 30, Epochs = 4, BatchNorm = true }).Differences[0].Gradient, 1e-9, 1e-5);

    /// <summary>The comparison can fail: an engine that is given slightly different data is seen to differ, in losses and in every gradient.</summary>
    [Fact]
    public void Engines_that_differ_are_seen_to()
    {
        var blobs = new Blobs(count: 200, features: 8, classes: 4);
        var options = new ComparisonOptions
        {
            PyTorch = "none", Time = new SteadyClock(), Progress = line => blobs.Shift = line.Contains("autograd", StringComparison.Ordinal) ? 0.01f : 0,
        };
        var difference = EngineComparison.Compare(
            new() { Hidden = [12], BatchSize = 30, Epochs = 4 }, blobs.Split(), steps: 24, options, TestContext.Current.CancellationToken).Differences[0];
        Assert.True(difference.Loss > 1e-4, $"{difference.Loss}");
        Assert.Equal(4, difference.Gradients.Count);
        Assert.All(difference.Gradients, gradient => Assert.True(gradient.Relative > 1e-4, $"{gradient}"));
    }

    [Fact]
    public void The_files_say_what_the_result_says()
    {
        var result = Execute(Small, Options with { Steps = 5 });
        Assert.Equal("compare compare/compare.csv compare/compare.json", _folder.Names);
        string[] lines = File.ReadAllLines(_folder["compare/compare.csv"]);
        Assert.Equal((6, "step,analytic,autograd"), (lines.Length, lines[0]));
        Assert.Equal(result.Engines[1].Losses[4], double.Parse(lines[5].Split(',')[2], System.Globalization.CultureInfo.InvariantCulture));

        using var json = JsonDocument.Parse(File.ReadAllText(_folder["compare/compare.json"]));
        Assert.Equal(["recipe", "steps", "engines", "differences", "withoutPyTorch"], json.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ["engine", "firstLoss", "lastLoss", "testAccuracy", "seconds"],
            json.RootElement.GetProperty("engines")[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ["engine", "against", "loss", "step", "gradient", "gradients"],
            json.RootElement.GetProperty("differences")[0].EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void A_run_that_diverges_is_compared_as_far_as_it_goes()
    {
        var result = Compare(new() { Hidden = [12], BatchSize = 30, Epochs = 4, LearningRate = 1e38 });
        Assert.True(result.Engines[0].Losses.Count is > 0 and < 24);
        Assert.Null(result.Engines[0].TestAccuracy);
        Assert.True(result.Differences[0].Step <= result.Engines[0].Losses.Count);
    }

    [Theory]
    [InlineData(0, "the call: steps is 0; it must be from 1 to 33, which is what the recipe's epochs have: raise epochs for more.")]
    [InlineData(34, "the call: steps is 34; it must be from 1 to 33, which is what the recipe's epochs have: raise epochs for more.")]
    public void Steps_that_the_recipe_has_not_are_refused(int steps, string sentence)
    {
        var refused = Assert.Throws<RecipeException>(() => Execute(Small, Options with { Steps = steps }));
        Assert.Equal(sentence, refused.Message);
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void A_comparison_that_is_there_stays_unless_it_may_be_replaced()
    {
        Execute(Small, Options with { Steps = 1 });
        var refused = Assert.Throws<OutputDirectoryException>(() => Execute(Small, Options with { Steps = 2 }));
        Assert.Equal($"the output directory {_folder["compare"]} already holds a comparison; choose another with --out, or replace it with --force.", refused.Message);
        Assert.Equal(2, Execute(Small, Options with { Steps = 2, Force = true }).Steps);
    }

    [Fact]
    public void Lbfgs_is_refused() => Assert.Contains(
        "optimizer is \"lbfgs\", which the autograd engine does not support; use another optimizer.", Assert.Throws<RecipeException>(() => Execute(Small with { Optimizer = OptimizerKind.Lbfgs }, Options)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_Python_that_is_none_is_refused_before_anything_is_written()
    {
        var refused = Assert.Throws<PyTorchException>(() => Execute(Small, Options with { PyTorch = _folder["no-python"] }));
        Assert.Equal($"{_folder["no-python"]} is not a Python interpreter with PyTorch; name another with --pytorch, or use \"none\".", refused.Message);
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void A_Python_that_fails_on_the_way_is_quoted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        string python = _folder.Write("python", "#!/bin/sh\n[ \"$1\" = -c ] && exit 0\necho Traceback >&2\necho 'MemoryError: too much.' >&2\nexit 3\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var refused = Assert.Throws<PyTorchException>(() => Execute(Small, Options with { PyTorch = python, Steps = 1 }));
        Assert.Equal("PyTorch ended with code 3: MemoryError: too much.", refused.Message);
        Assert.Equal("python", _folder.Names);
    }

    [Fact]
    public void PyTorch_is_left_out_where_it_cannot_do_the_same()
    {
        var options = Options with { PyTorch = null };
        Assert.Equal("Its dropout masks would differ.", PyTorchPeer.WhyNot(Small with { Dropout = 0.5 }, options, TestContext.Current.CancellationToken));
        Assert.Equal("It has no whitening.", PyTorchPeer.WhyNot(Small with { Whitening = true }, options, TestContext.Current.CancellationToken));
    }

    /// <summary>Where it is, of course: PyTorch in double precision does what the autograd engine does, to the last digits.</summary>
    [Fact]
    public void PyTorch_agrees_about_everything_that_a_recipe_can_say_at_once()
    {
        Assert.SkipUnless(HasPyTorch.Value, $"{Python} knows no PyTorch.");
        var recipe = new Recipe
        {
            Hidden = [12, 12], BatchSize = 30, Epochs = 4, BatchNorm = true, Residual = true, LabelSmoothing = 0.1, ClassWeights = [1, 2, 0.5, 3],
            L1 = [0.001], L2 = [0, 0.001, 0.002], ClipNorm = 1, WeightDecay = 0.01, Optimizer = OptimizerKind.RmsProp, Momentum = 0.5, Schedule = ScheduleKind.Cosine, WarmUp = 1,
        };
        var result = Compare(recipe, pyTorch: Python);
        Assert.Equal(["analytic", "autograd", "pytorch", "pytorchSingle"], result.Engines.Select(engine => engine.Engine));
        var doubles = result.Differences.Single(pair => pair is { Engine: "pytorch", Against: "autograd" });
        Assert.True(doubles.Loss < 1e-10, $"{doubles.Loss}");
        Assert.True(doubles.Gradient < 1e-6, $"{doubles.Gradient}");
        Assert.All(result.Differences, pair => Assert.True(pair.Loss < 1e-3, $"{pair.Engine}, {pair.Against}: {pair.Loss}"));
    }

    private static ComparisonResult Compare(Recipe recipe, string pyTorch = "none") =>
        EngineComparison.Compare(recipe, Splits, steps: 24, new() { PyTorch = pyTorch, Time = new SteadyClock() }, TestContext.Current.CancellationToken);

    private static ComparisonResult Execute(Recipe recipe, ComparisonOptions options) => EngineComparison.Execute(recipe, options, TestContext.Current.CancellationToken);
}
