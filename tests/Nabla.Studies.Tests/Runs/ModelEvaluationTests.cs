using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class ModelEvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_model_is_an_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => Evaluate(_folder["none"], "shapes:50"));
        Assert.Equal($"{_folder["none"]} cannot be read: there is no such file.", error.Message);
    }

    [Fact]
    public void A_directory_without_a_run_is_an_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => Evaluate(_folder.Path, "shapes:50"));
        Assert.Equal($"{_folder.Path} does not contain a run: there is no model.safetensors in it; give the directory of a run, or a model file.", error.Message);
    }

    [Fact]
    public void A_model_that_does_not_say_what_it_learnt_from_takes_data()
    {
        string path = Save(inputs: 3072);
        var error = Assert.Throws<RecipeException>(() => Evaluate(path, data: null));
        Assert.Equal("the data: the model file does not name its training data; name the data with --data.", error.Message);
        Assert.Equal(10, Evaluate(path, "shapes:50").Examples);
    }

    [Fact]
    public void A_model_of_another_shape_is_an_error()
    {
        string path = Save(inputs: 12);
        var error = Assert.Throws<InvalidDataException>(() => Evaluate(path, "shapes:50"));
        Assert.StartsWith($"{path} takes 12 features to 10 classes, but ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" has 3072 and 10; evaluate it on data of the same kind.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_images_of_another_shape_is_an_error()
    {
        var network = Network.Create(3072, [], 10);
        new Model(network, InputSchema.Images(new(3, 16, 64), new([0, 0, 0], [1, 1, 1])), LearningTask.Classification(DataCatalog.Shapes.ClassNames)).Save(_folder["wide.safetensors"]);
        var error = Assert.Throws<InvalidDataException>(() => Evaluate(_folder["wide.safetensors"], "shapes:50"));
        Assert.Equal($"{_folder["wide.safetensors"]} takes images of 3x16x64, but those of shapes (test) are 3x32x32; evaluate it on data of the same kind.", error.Message);
    }

    [Fact]
    public void A_model_of_values_is_not_evaluated_on_classes()
    {
        var network = Network.Create(3072, [], 1);
        new Model(network, InputSchema.Images(new(3, 32, 32), new([0, 0, 0], [1, 1, 1])), LearningTask.Regression("age")).Save(_folder["age.safetensors"]);
        var error = Assert.Throws<InvalidDataException>(() => Evaluate(_folder["age.safetensors"], "shapes:50"));
        Assert.Equal($"{_folder["age.safetensors"]} predicts values (age), but shapes (test) has classes; evaluate it on data of the same kind.", error.Message);
    }

    [Fact]
    public void A_model_scales_its_inputs_as_it_was_trained()
    {
        var recipe = new Recipe { Data = "shapes:200", Hidden = [8], Epochs = 2, BatchSize = 20 };
        var scaled = Train(recipe with { InputScale = 4 }, "scaled");
        Assert.Equal(scaled.TestLoss, Evaluate(_folder["scaled"], data: null).Loss);
        Assert.NotEqual(scaled.TestLoss, Train(recipe, "plain").TestLoss);

        RunResult Train(Recipe recipe, string directory) => Run.Execute(recipe, new RunOptions { OutputDirectory = _folder[directory] });
    }

    private static EvaluationResult Evaluate(string path, string? data) => ModelEvaluation.Evaluate(path, data, threads: 1, _ => null);

    private string Save(int inputs)
    {
        var network = Network.Create(inputs, [], 10);
        int side = (int)Math.Sqrt(inputs / 3);
        var model = new Model(network, InputSchema.Images(new(3, side, side), new Standardizer([0, 0, 0], [1, 1, 1])), LearningTask.Classification(DataCatalog.Shapes.ClassNames));
        model.Save(_folder["model.safetensors"]);
        return _folder["model.safetensors"];
    }
}
