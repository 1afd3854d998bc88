using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

/// <summary>Everything that a recipe can say is computed by the second engine too.</summary>
public sealed class AutogradStepTests : IDisposable
{
    private const int Steps = 20;

    private static readonly DataSplits Splits = new Blobs(count: 200, features: 8, classes: 4).Split();

    private static readonly Recipe Basis = new() { Hidden = [12, 12], BatchSize = 30, Epochs = 4 };

    private static readonly Dictionary<string, Recipe> Recipes = new(StringComparer.Ordinal)
    {
        ["a linear model"] = Basis with { Hidden = [] },
        ["relu"] = Basis with { Activation = Activation.Relu },
        ["leakyRelu"] = Basis with { Activation = Activation.LeakyRelu },
        ["sigmoid"] = Basis with { Activation = Activation.Sigmoid },
        ["tanh"] = Basis with { Activation = Activation.Tanh },
        ["softplus"] = Basis with { Activation = Activation.Softplus },
        ["identity"] = Basis with { Activation = Activation.Identity },
        ["binaryCrossEntropy"] = Basis with { Loss = LossKind.BinaryCrossEntropy },
        ["meanSquaredError"] = Basis with { Loss = LossKind.MeanSquaredError },
        ["meanAbsoluteError"] = Basis with { Loss = LossKind.MeanAbsoluteError },
        ["huber"] = Basis with { Loss = LossKind.Huber },
        ["labelSmoothing"] = Basis with { LabelSmoothing = 0.1 },
        ["classWeights"] = Basis with { ClassWeights = [1, 2, 0.5, 3] },
        ["l1 and l2"] = Basis with { L1 = [0.001], L2 = [0.002] },
        ["l1 and l2 for each layer"] = Basis with { L1 = [0.01, 0, 0.002], L2 = [0, 0.003, 0] },
        ["softmaxOutput"] = Basis with { SoftmaxOutput = true },
        ["softmaxOutput and meanSquaredError"] = Basis with { SoftmaxOutput = true, Loss = LossKind.MeanSquaredError },
        ["clipNorm"] = Basis with { ClipNorm = 0.5 },
        ["weightDecay"] = Basis with { WeightDecay = 0.05 },
        ["rmsProp with momentum"] = Basis with { Optimizer = OptimizerKind.RmsProp, Momentum = 0.5 },
        ["beta1 and beta2"] = Basis with { Optimizer = OptimizerKind.Adam, Beta1 = 0.8, Beta2 = 0.99 },
        ["step"] = Basis with { Schedule = ScheduleKind.Step, ScheduleEpochs = 1 },
        ["cosine"] = Basis with { Schedule = ScheduleKind.Cosine, WarmUp = 0.5 },
        ["oneCycle"] = Basis with { Schedule = ScheduleKind.OneCycle },
        ["plateau"] = Basis with { Schedule = ScheduleKind.Plateau, ScheduleEpochs = 1 },
        ["dropLastBatch"] = Basis with { DropLastBatch = false, BatchSize = 35 },
        ["everything"] = Basis with
        {
            BatchNorm = true, Dropout = 0.2, Residual = true, LabelSmoothing = 0.1, ClassWeights = [1, 2, 0.5, 3], L1 = [0.001], L2 = [0.001], ClipNorm = 1,
            Optimizer = OptimizerKind.AdamW, Schedule = ScheduleKind.Cosine, WarmUp = 1,
        },
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Recipes.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Names))]
    public void Both_engines_do_what_a_recipe_says(string name)
    {
        var recipe = Recipes[name];
        var (analytic, autograd) = (Follow(recipe), Follow(recipe with { Engine = Engine.Autograd }));

        Assert.Equal((Steps, Steps), (analytic.Losses.Count, autograd.Losses.Count));
        Assert.Equal(analytic.TestAccuracy!.Value, autograd.TestAccuracy!.Value, 0.011);
        Assert.All(analytic.Losses.Zip(autograd.Losses), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.NotEmpty(analytic.Gradients);
        Assert.Equal(analytic.Gradients.Select(gradient => gradient.Length), autograd.Gradients.Select(gradient => gradient.Length));
        Assert.All(analytic.Gradients.Zip(autograd.Gradients), pair => Assert.Equal(pair.First, pair.Second, (a, b) => Math.Abs(a - b) < 1e-6));
    }

    [Fact]
    public void Every_loss_schedule_and_activation_is_in_the_table()
    {
        Assert.Equal(Enum.GetValues<LossKind>(), Recipes.Values.Select(recipe => recipe.Loss).Distinct().Order());
        Assert.Equal(Enum.GetValues<ScheduleKind>(), Recipes.Values.Select(recipe => recipe.Schedule).Distinct().Order());
        Assert.Equal(Enum.GetValues<Activation>(), Recipes.Values.Select(recipe => recipe.Activation).Distinct().Order());
    }

    [Fact]
    public void A_run_is_one_like_any_other_whatever_the_threads()
    {
        var recipe = new Recipe { Data = "shapes:200", Hidden = [8], Epochs = 2, BatchSize = 16, LearningRate = 0.01, BatchNorm = true, Dropout = 0.5 };
        var analytic = Execute(recipe, "analytic", 1);
        var one = Execute(recipe with { Engine = Engine.Autograd }, "one", 1);
        Execute(recipe with { Engine = Engine.Autograd }, "three", 3);

        foreach (string name in new[] { "model.safetensors", "steps.csv", "epochs.csv", "layers.csv" })
            Assert.Equal(File.ReadAllBytes(_folder[$"one/{name}"]), File.ReadAllBytes(_folder[$"three/{name}"]));
        Assert.Equal(analytic.InitialFingerprint, one.InitialFingerprint);
        Assert.NotEqual(analytic.FinalFingerprint, one.FinalFingerprint);
        Assert.Equal(analytic.Epochs[^1].ValidationLoss, one.Epochs[^1].ValidationLoss, 1e-4);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_run_that_diverges_names_step_and_tensor(bool whitening)
    {
        var recipe = new Recipe { Data = "shapes:200", Hidden = [8], Epochs = 2, BatchSize = 16, LearningRate = 1e38, Engine = Engine.Autograd, Whitening = whitening };
        var result = Execute(recipe, "run", 1);
        Assert.Equal((StopReason.Diverged, 3L, "layers.0.weight"), (result.StopReason, result.Divergence!.Step, result.Divergence.Tensor));
    }

    private static EngineTrack Follow(Recipe recipe)
    {
        using var processor = new Processor(2);
        return EngineTrack.Follow(recipe, Splits, Steps, processor, cancellation: TestContext.Current.CancellationToken);
    }

    private RunResult Execute(Recipe recipe, string directory, int threads) => Run.Execute(
        recipe, new() { OutputDirectory = _folder[directory], Time = new SteadyClock(), Threads = threads }, TestContext.Current.CancellationToken);
}
