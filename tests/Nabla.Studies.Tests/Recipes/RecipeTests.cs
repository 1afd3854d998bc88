using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies.Tests;

public sealed class RecipeTests
{
    /// <summary>A recipe with every field that tables have.</summary>
    private static readonly Recipe OfTable = new()
    {
        Data = "a.csv", Target = "species", Task = TaskKind.Classification, ValidationData = "b.csv", TestData = "c.csv", Categorical = ["zip, code", "\"m\""], Numeric = ["x"],
        Ignore = ["id"], TestFraction = 0.3,
    };

    /// <summary>As the options of the library, so that the tool and a program train the same network.</summary>
    [Fact]
    public void Defaults_of_a_table_are_those_of_the_library()
    {
        var options = new ClassifierOptions();
        foreach (var task in new TaskKind?[] { null, TaskKind.Classification, TaskKind.Regression })
        {
            var recipe = new Recipe { Data = "csv:x", Target = "y", Task = task };
            Assert.Equal(options.Hidden, recipe.Hidden);
            Assert.Equal((options.Activation, options.Initializer, options.Dropout), (recipe.Activation, recipe.Initializer, recipe.Dropout));
            Assert.Equal((options.Epochs, options.ValidationFraction, options.Patience), (recipe.Epochs, recipe.ValidationFraction, recipe.EarlyStopping));
            Assert.Equal((OptimizerKind.Adam, 0.003, 0.01, false, 0.2), (recipe.Optimizer, recipe.LearningRate, recipe.WeightDecay, recipe.DropLastBatch, recipe.TestFraction));
            Assert.Equal(options.Seed, recipe.Seed);
            Assert.Equal(
                task == TaskKind.Regression ? (LossKind.MeanSquaredError, BestBy.Loss) : (LossKind.SoftmaxCrossEntropy, BestBy.Loss), (recipe.Loss, recipe.BestBy));
            Assert.Empty(recipe.Validate());
        }

        Assert.Equal((0.1, 0.0), (new Recipe { Data = "a.csv", Optimizer = OptimizerKind.Sgd }.LearningRate, new Recipe { Data = "a.csv", Optimizer = OptimizerKind.Sgd }.WeightDecay));
        Assert.Equal([16], new Recipe { Hidden = [16], Data = "a.csv" }.Hidden);
        Assert.Equal("a-128-relu-seed42", new Recipe { Data = "some/where/a.csv" }.RunName);
        Assert.Equal("a_b-128-relu-sgd-seed42", new Recipe { Data = "a b.csv", Optimizer = OptimizerKind.Sgd }.RunName);
    }

    [Theory]
    [InlineData("""{ "target": "y" }""", "target is \"y\" but data is \"shapes\", which is not a table; leave it out, or name a CSV file.")]
    [InlineData("""{ "testFraction": 0.5 }""", "testFraction is 0.5 but data is \"shapes\", which is not a table; leave it out, or name a CSV file.")]
    [InlineData("""{ "data": "a.csv", "task": "clustering" }""", "task is \"clustering\"; it must be \"classification\" or \"regression\".")]
    [InlineData("""{ "data": "a.csv", "testFraction": 1 }""", "testFraction is 1; it must be a number above 0 and below 1.")]
    [InlineData("""{ "data": "a.csv", "target": "y", "ignore": "x,y" }""", "column \"y\" is the target, not a feature; remove it from categorical, numeric and ignore.")]
    [InlineData("""{ "data": "a.csv", "numeric": "x", "ignore": "x" }""", "column \"x\" is named twice among categorical, numeric and ignore; it can be one of them.")]
    [InlineData("""{ "data": "a.csv", "task": "regression", "loss": "softmaxCrossEntropy" }""", "loss is \"softmaxCrossEntropy\" but task is \"regression\"; use \"meanSquaredError\", \"meanAbsoluteError\" or \"huber\".")]
    [InlineData("""{ "data": "a.csv", "task": "classification", "loss": "huber" }""", "loss is \"huber\" but task is \"classification\"; use \"softmaxCrossEntropy\" or \"binaryCrossEntropy\".")]
    [InlineData("""{ "data": "a.csv", "task": "regression", "bestBy": "accuracy" }""", "bestBy is \"accuracy\", which a regression does not have; use \"loss\", \"rmse\" or \"r2\".")]
    [InlineData("""{ "bestBy": "rmse" }""", "bestBy is \"rmse\", which a classification does not have; use \"accuracy\", \"accuracyThenLoss\" or \"loss\".")]
    [InlineData("""{ "batchSize": 0 }""", "batchSize is 0; it must be a whole number from 1 to 1000000.")]
    public void What_does_not_go_with_the_data_is_refused(string json, string sentence) =>
        Assert.Equal($"the recipe: {sentence}", Assert.Throws<RecipeException>(() => RecipeReader.Parse(json)).Message);

    [Fact]
    public void Defaults_are_the_default_experiment_of_the_documents()
    {
        var recipe = new Recipe();

        Assert.Equal("shapes", recipe.Data);
        Assert.Equal([128], recipe.Hidden);
        Assert.Equal(Activation.Elu, recipe.Activation);
        Assert.Equal(Initializer.KaimingNormal, recipe.Initializer);
        Assert.Equal((0.1, 0.0, false), (recipe.LearningRate, recipe.Momentum, recipe.Nesterov));
        Assert.Equal((10, 128, true), (recipe.Epochs, recipe.BatchSize, recipe.DropLastBatch));
        Assert.Equal((0.1, 42ul, 42ul), (recipe.ValidationFraction, recipe.Seed, recipe.DataSeed));
        Assert.Empty(recipe.Validate());
    }

    [Fact]
    public void As_json_it_has_every_field_one_a_line() => Assert.Equal(
        """
        {
          "name": null,
          "data": "shapes",
          "inputScale": 1,
          "hidden": [128],
          "activation": "elu",
          "batchNorm": false,
          "whitening": false,
          "dropout": 0,
          "residual": false,
          "softmaxOutput": false,
          "initializer": "kaimingNormal",
          "loss": "softmaxCrossEntropy",
          "labelSmoothing": 0,
          "classWeights": [],
          "l1": 0,
          "l2": 0,
          "optimizer": "sgd",
          "learningRate": 0.1,
          "momentum": 0,
          "nesterov": false,
          "beta1": 0.9,
          "beta2": 0.999,
          "weightDecay": 0,
          "clipNorm": 0,
          "schedule": "constant",
          "scheduleEpochs": 10,
          "scheduleFactor": 0.1,
          "warmUp": 0,
          "epochs": 10,
          "batchSize": 128,
          "dropLastBatch": true,
          "validationFraction": 0.1,
          "bestBy": "accuracy",
          "earlyStopping": 0,
          "leastImprovement": 0,
          "seed": 42,
          "dataSeed": 42,
          "engine": "analytic"
        }

        """.ReplaceLineEndings("\n"),
        new Recipe().ToJson());

    [Fact]
    public void Every_field_of_the_json_is_in_the_table_of_fields()
    {
        using var json = JsonDocument.Parse(OfTable.ToJson());
        Assert.Equal(json.RootElement.EnumerateObject().Select(property => property.Name), RecipeField.All.Select(field => field.Name));
    }

    /// <summary>Field by field, so that one that is not written is missed; two recipes, since some fields exclude each other.</summary>
    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var first = new Recipe
        {
            Name = "deep", Data = "cifar10:/data/a b", InputScale = 2.5, Hidden = [512, 120, 120], Activation = Activation.LeakyRelu, Initializer = Initializer.PyTorchLinear,
            Whitening = true, Dropout = 0.3, Residual = true, SoftmaxOutput = true, LabelSmoothing = 0.1, ClassWeights = [1, 0.5], L1 = [1e-5], L2 = [0, 1e-4, 0, 1e-3],
            WeightDecay = 0.02, ClipNorm = 5, Schedule = ScheduleKind.Plateau, ScheduleEpochs = 3, ScheduleFactor = 0.5, WarmUp = 0.5,
            BestBy = BestBy.Loss, EarlyStopping = 4, LeastImprovement = 0.001,
            LearningRate = 1.0 / 3, Momentum = 0.9, Nesterov = true, Epochs = 3, BatchSize = 7, DropLastBatch = false, ValidationFraction = 0.25,
            Seed = ulong.MaxValue, DataSeed = 0,
        };
        var second = new Recipe { BatchNorm = true, Loss = LossKind.Huber, Optimizer = OptimizerKind.Adam, Beta1 = 0.8, Beta2 = 0.99, Engine = Engine.Autograd };

        var third = OfTable;

        var fields = typeof(Recipe).GetProperties().Where(property => property.CanWrite).ToList();
        Assert.All(fields, field => Assert.Contains([first, second, third], recipe => !Same(field.GetValue(recipe), field.GetValue(new Recipe()))));
        foreach (var recipe in new[] { first, second, third })
        {
            var read = RecipeReader.Parse(recipe.ToJson());
            Assert.All(fields, field => Assert.Equal(field.GetValue(recipe), field.GetValue(read)));
        }

        static bool Same(object? one, object? other) =>
            one is System.Collections.IEnumerable some and not string && other is not null ? some.Cast<object>().SequenceEqual(((System.Collections.IEnumerable)other!).Cast<object>()) : Equals(one, other);
    }

    [Theory]
    [InlineData("{}", "shapes-128-elu-seed42")]
    [InlineData("""{ "data": "shapes:200", "hidden": [512, 120, 120, 120], "activation": "relu", "seed": 1 }""", "shapes200-512-120x3-relu-seed1")]
    [InlineData("""{ "data": "cifar10:/some/where", "hidden": [] }""", "cifar10-linear-elu-seed42")]
    [InlineData("""{ "hidden": "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25" }""", "shapes-25layers-elu-seed42")]
    [InlineData("""{ "batchNorm": true, "dropout": 0.5, "optimizer": "adam" }""", "shapes-128-elu-batchNorm-dropout0.5-adam-seed42")]
    [InlineData("""{ "whitening": true, "residual": true, "hidden": [64, 64] }""", "shapes-64x2-elu-whitening-residual-seed42")]
    [InlineData("""{ "softmaxOutput": true }""", "shapes-128-elu-softmax-seed42")]
    [InlineData("""{ "engine": "autograd" }""", "shapes-128-elu-autograd-seed42")]
    [InlineData("""{ "name": "mine" }""", "mine")]
    public void A_run_without_a_name_is_named_after_its_fields(string json, string name) => Assert.Equal(name, RecipeReader.Parse(json).RunName);

    [Fact]
    public void Recipes_are_equal_when_every_field_has_the_same_value()
    {
        Recipe one = new() { Hidden = [512, 256], L2 = [0.5, 0, 0], ClassWeights = [1, 2] }, same = new() { Hidden = [512, 256], L2 = [0.5, 0, 0], ClassWeights = [1, 2] };
        Assert.Equal(one, same);
        Assert.True(one == same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.Equal(one, RecipeReader.Parse(one.ToJson()));
        Assert.Equal(one, one with { LearningRate = 0.1 });
        Assert.NotEqual(one, one with { Hidden = [512, 255] });
        Assert.NotEqual(one, one with { Hidden = [512] });
        Assert.NotEqual(one, one with { Name = "other" });
        Assert.Equal(one with { Dropout = double.NaN }, one with { Dropout = double.NaN });
        Assert.False(one.Equals(null));
    }

    /// <summary>A field that the rule forgot would let a run be resumed with another recipe.</summary>
    [Fact]
    public void No_field_is_left_out_of_the_comparison()
    {
        string json = """
            { "name": "n", "data": "cifar10", "target": "t", "task": "regression", "validationData": "v", "testData": "t", "categorical": "a", "numeric": ["b"], "ignore": "c", "testFraction": 0.5, "inputScale": 2, "hidden": [4, 4], "activation": "relu", "batchNorm": true, "whitening": true, "dropout": 0.5, "residual": true,
              "softmaxOutput": true, "initializer": "xavierNormal", "loss": "huber", "labelSmoothing": 0.5, "classWeights": [1], "l1": 1, "l2": 1, "optimizer": "rmsProp",
              "learningRate": 3, "momentum": 0.5, "nesterov": true, "beta1": 0.5, "beta2": 0.5, "weightDecay": 1, "clipNorm": 1, "schedule": "cosine", "scheduleEpochs": 2,
              "scheduleFactor": 0.5, "warmUp": 1, "epochs": 1, "batchSize": 1, "dropLastBatch": false, "validationFraction": 0.5, "bestBy": "loss", "earlyStopping": 1,
              "leastImprovement": 1, "seed": 1, "dataSeed": 1, "engine": "autograd" }
            """;
        using var document = JsonDocument.Parse(json);
        foreach (var field in RecipeField.All)
        {
            Assert.True(document.RootElement.TryGetProperty(field.Name, out var value), $"The test has no other value for {field.Name}.");
            var changed = field.Read(new Recipe(), value)!;
            Assert.Contains(field.Name, RecipeComparison.DifferingFields(new Recipe(), changed));
            Assert.NotEqual(new Recipe(), changed);
        }
    }
}
