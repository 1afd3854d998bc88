using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class RecipeReaderTests
{
    [Theory]
    [InlineData("""{ "learningrat": 0.1 }""", "unknown field \"learningrat\"; did you mean \"learningRate\"?")]
    [InlineData("""{ "LEARNINGRATE": 0.1 }""", "unknown field \"LEARNINGRATE\"; did you mean \"learningRate\"?")]
    [InlineData("""{ "colour": 1 }""", "unknown field \"colour\".")]
    [InlineData("""{ "seed": 1, "seed": 2 }""", "the field \"seed\" is given twice.")]
    [InlineData("""{ "name": "a/b" }""", "name is \"a/b\"; it must be text of letters, digits, '.', '-' and '_', at most 100 of them and not beginning with '.'.")]
    [InlineData("""{ "name": ".." }""", "name is \"..\"; it must be text of letters, digits, '.', '-' and '_', at most 100 of them and not beginning with '.'.")]
    [InlineData("""{ "data": "mnits" }""", "data is \"mnits\"; it must be \"shapes\", \"shapes:COUNT\" with a COUNT from 20 to 500000, \"cifar10\", \"cifar10:DIR\" with the directory of its binary files, \"mnist\", \"mnist:DIR\", \"idx:DIR\", \"images:DIR\", or a table: \"FILE.csv\", \"csv:FILE\" or \"npz:FILE\".")]
    [InlineData("""{ "hidden": [128, 0] }""", "hidden[1] is 0; a width must be a whole number from 1 to 65536.")]
    [InlineData("""{ "hidden": [-5] }""", "hidden[0] is -5; a width must be a whole number from 1 to 65536.")]
    [InlineData("""{ "hidden": [1.5] }""", "hidden is [1.5]; it must be a list of widths from 1 to 65536, such as [512, 256] or \"512,120x5\", of at most 1000 layers.")]
    [InlineData("""{ "hidden": "512,120y5" }""", "hidden is \"512,120y5\"; it must be a list of widths from 1 to 65536, such as [512, 256] or \"512,120x5\", of at most 1000 layers.")]
    [InlineData("""{ "hidden": "9x600,8x600" }""", "hidden has 1200 layers; it must have at most 1000.")]
    [InlineData("""{ "hidden": [65536, 65536] }""", "hidden asks for 4294967296 weights between its layers; at most 250000000 (1 GB) are allowed: lower the widths or the number of layers.")]
    [InlineData("""{ "activation": "gelu" }""", "activation is \"gelu\"; it must be one of \"elu\", \"relu\", \"leakyRelu\", \"sigmoid\", \"tanh\", \"softplus\", \"identity\".")]
    [InlineData("""{ "activation": 0 }""", "activation is 0; it must be one of \"elu\", \"relu\", \"leakyRelu\", \"sigmoid\", \"tanh\", \"softplus\", \"identity\".")]
    [InlineData("""{ "initializer": "ones" }""", "initializer is \"ones\"; it must be one of \"kaimingNormal\", \"kaimingUniform\", \"xavierNormal\", \"xavierUniform\", \"pyTorchLinear\", \"zeros\".")]
    [InlineData("""{ "optimizer": "adamm" }""", "optimizer is \"adamm\"; it must be one of \"sgd\", \"adam\", \"adamW\", \"rmsProp\", \"lbfgs\".")]
    [InlineData("""{ "optimizer": "lbfgs", "dropout": 0.5 }""", "dropout is 0.5 but optimizer is \"lbfgs\", which does not support dropout.")]
    [InlineData("""{ "optimizer": "lbfgs", "learningRate": 0.1 }""", "learningRate is 0.1 but optimizer is \"lbfgs\", which chooses the step size by line search.")]
    [InlineData("""{ "optimizer": "lbfgs", "weightDecay": 0.1 }""", "weightDecay is 0.1 but optimizer is \"lbfgs\", which does not support weight decay; use l2.")]
    [InlineData("""{ "optimizer": "lbfgs", "clipNorm": 1 }""", "clipNorm is 1 but optimizer is \"lbfgs\", which does not support gradient clipping.")]
    [InlineData("""{ "optimizer": "lbfgs", "schedule": "cosine" }""", "schedule is \"cosine\" but optimizer is \"lbfgs\", which chooses the step size by line search.")]
    [InlineData("""{ "optimizer": "lbfgs", "warmUp": 0.5 }""", "warmUp is 0.5 but optimizer is \"lbfgs\", which chooses the step size by line search.")]
    [InlineData("""{ "bestBy": "rmse" }""", "bestBy is \"rmse\", which a classification does not have; use \"accuracy\", \"accuracyThenLoss\" or \"loss\".")]
    [InlineData("""{ "optimizer": "adam", "momentum": 0.9 }""", "momentum is 0.9 but optimizer is \"adam\", which does not support it; leave it out, or use \"sgd\" or \"rmsProp\".")]
    [InlineData("""{ "optimizer": "rmsProp", "momentum": 0.9, "nesterov": true }""", "nesterov is true but optimizer is \"rmsProp\"; Nesterov momentum requires \"sgd\".")]
    [InlineData("""{ "beta1": 1 }""", "beta1 is 1; it must be a number, at least 0 and below 1.")]
    [InlineData("""{ "beta2": -1 }""", "beta2 is -1; it must be a number, at least 0 and below 1.")]
    [InlineData("""{ "weightDecay": -1 }""", "weightDecay is -1; it must be a finite number, at least 0.")]
    [InlineData("""{ "clipNorm": -1 }""", "clipNorm is -1; it must be a finite number, at least 0, where 0 means no limit.")]
    [InlineData("""{ "schedule": "linear" }""", "schedule is \"linear\"; it must be one of \"constant\", \"step\", \"cosine\", \"oneCycle\", \"plateau\".")]
    [InlineData("""{ "scheduleEpochs": 0 }""", "scheduleEpochs is 0; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "scheduleFactor": 1 }""", "scheduleFactor is 1; it must be a number above 0 and below 1.")]
    [InlineData("""{ "warmUp": -1 }""", "warmUp is -1; it must be a number of epochs from 0 to 100000.")]
    [InlineData("""{ "batchNorm": true, "batchSize": 1 }""", "batchNorm is true but batchSize is 1; a batch of one row has no variance: raise batchSize to at least 2.")]
    [InlineData("""{ "batchNorm": true, "whitening": true }""", "whitening and batchNorm are both true; set one of them to false.")]
    [InlineData("""{ "inputScale": 0 }""", "inputScale is 0; it must be a number from 0.000001 to 1000000.")]
    [InlineData("""{ "dropout": 1 }""", "dropout is 1; it must be a number, at least 0 and below 1.")]
    [InlineData("""{ "residual": true, "hidden": [512, 256] }""", "residual is true but no hidden layer is as wide as the one before it: hidden is [512, 256]; a skip connection needs an input and an output of the same width.")]
    [InlineData("""{ "softmaxOutput": 1 }""", "softmaxOutput is 1; it must be true or false.")]
    [InlineData("""{ "loss": "hinge" }""", "loss is \"hinge\"; it must be one of \"softmaxCrossEntropy\", \"binaryCrossEntropy\", \"meanSquaredError\", \"meanAbsoluteError\", \"huber\".")]
    [InlineData("""{ "labelSmoothing": 1 }""", "labelSmoothing is 1; it must be a number, at least 0 and below 1.")]
    [InlineData("""{ "labelSmoothing": 0.1, "loss": "huber" }""", "labelSmoothing is 0.1 but loss is \"huber\"; it requires \"softmaxCrossEntropy\".")]
    [InlineData("""{ "classWeights": [1, -1] }""", "classWeights is [1, -1]; it must be a list of finite numbers, at least 0, one for each class, or [].")]
    [InlineData("""{ "classWeights": [1], "loss": "huber" }""", "classWeights is [1] but loss is \"huber\"; it requires \"softmaxCrossEntropy\".")]
    [InlineData("""{ "l1": -1 }""", "l1 is -1; it must be a finite number, at least 0, or a list with one for each linear layer.")]
    [InlineData("""{ "l2": [1, 2, 3] }""", "l2 has 3 numbers for 2 linear layers; give one number for all of them, or 2.")]
    [InlineData("""{ "bestBy": "luck" }""", "bestBy is \"luck\"; it must be one of \"accuracy\", \"accuracyThenLoss\", \"loss\", \"rmse\", \"r2\".")]
    [InlineData("""{ "earlyStopping": -1 }""", "earlyStopping is -1; it must be a whole number from 0 to 100000.")]
    [InlineData("""{ "leastImprovement": -1 }""", "leastImprovement is -1; it must be a finite number, at least 0.")]
    [InlineData("""{ "learningRate": -0.5 }""", "learningRate is -0.5; it must be a finite number, at least 0.")]
    [InlineData("""{ "learningRate": 1e60 }""", "learningRate is 1E+60; it must be a finite number, at least 0.")]
    [InlineData("""{ "learningRate": "fast" }""", "learningRate is \"fast\"; it must be a finite number, at least 0.")]
    [InlineData("""{ "momentum": 1 }""", "momentum is 1; it must be a number, at least 0 and below 1.")]
    [InlineData("""{ "nesterov": true }""", "nesterov is true but momentum is 0; Nesterov momentum requires a momentum above 0, such as 0.9.")]
    [InlineData("""{ "nesterov": 1 }""", "nesterov is 1; it must be true or false.")]
    [InlineData("""{ "epochs": 0 }""", "epochs is 0; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "epochs": 1e99 }""", "epochs is 1e99; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "epochs": null }""", "epochs is null; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "batchSize": 0 }""", "batchSize is 0; it must be a whole number from 1 to 1000000.")]
    [InlineData("""{ "dropLastBatch": "yes" }""", "dropLastBatch is \"yes\"; it must be true or false.")]
    [InlineData("""{ "validationFraction": 1 }""", "validationFraction is 1; it must be a number above 0 and below 1.")]
    [InlineData("""{ "seed": -1 }""", "seed is -1; it must be a whole number from 0 to 18446744073709551615.")]
    [InlineData("""{ "dataSeed": {} }""", "dataSeed is an object; it must be a whole number from 0 to 18446744073709551615.")]
    [InlineData("""{ "engine": "numeric" }""", "engine is \"numeric\"; it must be one of \"analytic\", \"autograd\".")]
    [InlineData("""{ "engine": "autograd", "optimizer": "lbfgs" }""", "engine is \"autograd\" but optimizer is \"lbfgs\", which that engine does not support; use another optimizer, or \"analytic\".")]
    [InlineData("[]", "a recipe is a JSON object: { \"data\": \"shapes\", … }.")]
    [InlineData("{ \"epochs\": 1,\n  oops }", "this is not JSON: line 2, byte 3 cannot be read; check commas, quotation marks and brackets there.")]
    [InlineData("", "this is not JSON: line 1, byte 1 cannot be read; check commas, quotation marks and brackets there.")]
    public void An_error_names_the_field_the_value_and_the_range(string json, string error)
    {
        var exception = Assert.Throws<RecipeException>(() => RecipeReader.Parse(json, "a.json"));

        Assert.Equal([error], exception.Errors);
        Assert.Equal($"a.json: {error}", exception.Message);
    }

    [Fact]
    public void All_errors_are_listed_at_once()
    {
        const string Json = """{ "epoch": 3, "hidden": [0], "learningRate": -1, "activation": "gelu", "batchSize": 0 }""";

        var exception = Assert.Throws<RecipeException>(() => RecipeReader.Parse(Json, "a.json"));

        Assert.Equal(
            """
            a.json has 5 errors:
              - unknown field "epoch"; did you mean "epochs"?
              - activation is "gelu"; it must be one of "elu", "relu", "leakyRelu", "sigmoid", "tanh", "softplus", "identity".
              - hidden[0] is 0; a width must be a whole number from 1 to 65536.
              - learningRate is -1; it must be a finite number, at least 0.
              - batchSize is 0; it must be a whole number from 1 to 1000000.
            """.ReplaceLineEndings("\n"),
            exception.Message);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        var recipe = RecipeReader.Parse("{ \"epochs\": 3, // enough\n }");
        Assert.Equal(3, recipe.Epochs);
    }

    [Fact]
    public void What_is_set_from_outside_wins_and_the_last_wins_over_all()
    {
        var recipe = RecipeReader.Parse("""{ "epochs": 3, "seed": 7 }""", "a.json", new RecipeOverride("epochs", "4"), new RecipeOverride("epochs", "5"));
        Assert.Equal((5, 7ul), (recipe.Epochs, recipe.Seed));
    }

    [Fact]
    public void What_is_set_from_outside_may_be_json_or_text()
    {
        var recipe = RecipeReader.FromOverrides(
            new("hidden", "512,120x2"), new("activation", "tanh"), new("initializer", "\"xavierNormal\""), new("name", "7"), new("nesterov", "true"), new("momentum", "0.5"));

        Assert.Equal([512, 120, 120], recipe.Hidden);
        Assert.Equal((Activation.Tanh, Initializer.XavierNormal), (recipe.Activation, recipe.Initializer));
        Assert.Equal(("7", true, 0.5), (recipe.Name, recipe.Nesterov, recipe.Momentum));
        Assert.Equal([64], RecipeReader.FromOverrides(new RecipeOverride("hidden", "64")).Hidden);
        Assert.Equal([64, 32], RecipeReader.FromOverrides(new RecipeOverride("hidden", "[64, 32]")).Hidden);
        Assert.Empty(RecipeReader.FromOverrides(new RecipeOverride("hidden", "")).Hidden);
    }

    [Fact]
    public void Errors_from_outside_are_listed_with_the_files()
    {
        var exception = Assert.Throws<RecipeException>(
            () => RecipeReader.Parse("""{ "epochs": 0 }""", "a.json", new("seed", "many"), new("sed", "3")));

        Assert.Equal(
            [
                "seed is \"many\"; it must be a whole number from 0 to 18446744073709551615.",
                "unknown field \"sed\"; did you mean \"seed\"?",
                "epochs is 0; it must be a whole number from 1 to 100000.",
            ],
            exception.Errors);
    }

    [Fact]
    public void A_missing_file_is_an_error()
    {
        var exception = Assert.Throws<RecipeException>(() => RecipeReader.ReadFile("/nowhere/a.json"));
        Assert.Equal("/nowhere/a.json: there is no such file.", exception.Message);
    }

    [Fact]
    public void A_directory_is_not_a_recipe()
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.Throws<RecipeException>(() => RecipeReader.ReadFile(folder.Path));
        Assert.Equal($"{folder.Path}: this is a directory; a recipe is a JSON file.", exception.Message);
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.json", new string(' ', (1 << 20) + 1));
        var exception = Assert.Throws<RecipeException>(() => RecipeReader.ReadFile(path));
        Assert.Equal($"{path}: the file is larger than 1 MiB; a recipe is a short JSON file.", exception.Message);
    }

    [Fact]
    public void A_long_value_is_cut_and_control_characters_are_not_repeated()
    {
        var exception = Assert.Throws<RecipeException>(() => RecipeReader.Parse($$"""{ "data": "\u001b[2J{{new string('x', 500)}}" }"""));
        Assert.StartsWith("data is \"?[2Jxxx", exception.Errors[0], StringComparison.Ordinal);
        Assert.Contains("xxx...\"; it must be", exception.Errors[0], StringComparison.Ordinal);
    }
}
