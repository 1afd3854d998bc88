using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Onnx.Tests;

/// <summary>Files that PyTorch's exporter wrote, and of the form that scikit-learn's converter writes: eng/onnx-check/make-foreign.py makes them.</summary>
public sealed class ForeignFileTests
{
    private const double Tolerance = 1e-5;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Nabla.Onnx.Tests", "Data");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.onnx").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void A_model_predicts_what_the_one_it_came_from_predicts(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")));
        float[] inputs = Numbers("inputs"), expected = Numbers("expected");
        var predictor = Predictor.LoadOnnx(Path.Combine(Folder, $"{name}.onnx"));
        int rows = inputs.Length / predictor.FeatureCount;
        Assert.Equal(expected.Length, rows * predictor.OutputCount);
        float[] predictions = new float[expected.Length];
        predictor.Predict(inputs, predictions);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], predictions[i], Tolerance);

        float[] Numbers(string property) => [.. json.RootElement.GetProperty(property).EnumerateArray().Select(number => number.GetSingle())];
    }

    [Fact]
    public void There_are_files_of_both() => Assert.Equal((11, 4), (Names.Count(row => row.Data.StartsWith("torch", StringComparison.Ordinal)), Names.Count(row => row.Data.StartsWith("sklearn", StringComparison.Ordinal))));

    [Theory]
    [InlineData("torch-classifier", "0,1,2", "Softmax")]
    [InlineData("sklearn-scaled-strings", "setosa,versicolor,virginica", "Softmax")]
    [InlineData("sklearn-numbers", "7,8,9", "Softmax")]
    [InlineData("sklearn-two-classes", "0,1", "Sigmoid")]
    public void Classes_are_those_of_the_file(string name, string classes, string output)
    {
        var model = Load(name);
        Assert.True(model.Task.IsClassification);
        Assert.Equal((classes, output), (string.Join(',', model.Task.Names), model.Output.Kind));
        Assert.IsType<Linear>(model.Network.Layers[^1]);
    }

    [Fact]
    public void Without_a_softmax_or_labels_the_outputs_are_values_unless_the_caller_says_what_they_are()
    {
        Assert.Equal(["output 0", "output 1", "output 2"], Load("torch-logits").Task.Names);
        var classes = LearningTask.Classification("a", "b", "c");
        var model = Model.LoadOnnx(Path.Combine(Folder, "torch-logits.onnx"), classes);
        Assert.Equal(("Softmax", classes.Names), (model.Output.Kind, model.Task.Names));

        Assert.False(Load("torch-probability").Task.IsClassification);
        var pair = Model.LoadOnnx(Path.Combine(Folder, "torch-probability.onnx"), LearningTask.Classification("no", "yes"));
        Assert.Equal(("Sigmoid", 1), (pair.Output.Kind, pair.Network.Outputs));
        Assert.Equal("model.onnx cannot be read: it has 3 outputs, which do not fit classification into 2 classes.", Assert.Throws<InvalidDataException>(
            () => Model.FromOnnxBytes(File.ReadAllBytes(Path.Combine(Folder, "torch-logits.onnx")), "model.onnx", LearningTask.Classification("a", "b"))).Message);
    }

    [Fact]
    public void The_scaler_of_a_pipeline_becomes_the_standardizer()
    {
        var standardizer = Load("sklearn-scaled-strings").Input.Standardizer;
        Assert.Equal(5.8433, standardizer.Mean[0], 4);
        Assert.Equal(0.8253, standardizer.Deviation[0], 4);
    }

    [Fact]
    public void Images_keep_their_shape() => Assert.Equal(new ImageShape(1, 3, 4), Load("torch-images").Input.Image);

    [Fact]
    public void Blocks_are_found() => Assert.Equal(
        "Linear(3 -> 4), Residual(Linear(4 -> 4), Residual(Linear(4 -> 4), Sigmoid(4 -> 4))), Tanh(4 -> 4)", string.Join(", ", Load("torch-nested-residual").Network.Layers));

    /// <summary>What was read is a model like any other.</summary>
    [Theory, MemberData(nameof(Names))]
    public void It_can_be_saved_in_both_formats(string name)
    {
        var model = Load(name);
        Assert.Equal(model.ToBytes(), Model.FromBytes(model.ToBytes(), "model").ToBytes());
        Assert.Equal(model.ToBytes(), Model.FromOnnxBytes(model.ToOnnxBytes(), "model.onnx").ToBytes());
    }

    private static Model Load(string name) => Model.LoadOnnx(Path.Combine(Folder, $"{name}.onnx"));
}
