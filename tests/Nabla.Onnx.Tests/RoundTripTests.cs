using Nabla.Networks;
using Nabla.OnnxCases;
using Nabla.Testing;

namespace Nabla.Onnx.Tests;

/// <summary>A model that leaves as ONNX comes back as itself.</summary>
public sealed class RoundTripTests
{
    /// <summary>A fifth of the cases, with every pair of layers and preprocessing, and of either and output; eng/checks/onnx takes all.</summary>
    [Fact]
    public void Cases_come_back_to_the_bit()
    {
        var cases = AllCases.Create().Where((_, i) => i % 5 == 0).ToList();
        Assert.Equal(LayerStacks.All.Count * Preprocessings.All.Count, cases.DistinctBy(test => (test.Layers, test.Preprocessing)).Count());
        Assert.Equal(Outputs.All.Count * Preprocessings.All.Count, cases.DistinctBy(test => (test.Output, test.Preprocessing)).Count());
        foreach (var test in cases)
        {
            byte[] file = test.Model.ToOnnxBytes();
            var read = Model.FromOnnxBytes(file, "model.onnx");
            Assert.Equal(test.Model.ToBytes(), read.ToBytes());
            Assert.Equal(file, read.ToOnnxBytes());
        }

        foreach (var test in cases.Take(40))
            Assert.Null(Bits.Difference(test.Predict(), (test with { Model = Model.FromOnnxBytes(test.Model.ToOnnxBytes(), "model.onnx") }).Predict()));
    }

    [Fact]
    public void Files_and_predictors_come_back()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.onnx");
        var table = Table.FromColumns([Column.Numeric("x", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10.0]), Column.Categorical("side", ["a", "b", "a", "b", "a", "b", "a", "b", "a", "b"])], "side");
        var classifier = Classifier.Train(table, new() { Epochs = 3, Threads = 1 });
        classifier.SaveOnnx(path);
        var read = Assert.IsType<Classifier>(Predictor.LoadOnnx(path));
        Assert.Null(Bits.Difference(classifier.PredictOutputs(table), read.PredictOutputs(table)));
        Assert.Equal(classifier.Model.ToBytes(), Model.LoadOnnx(path).ToBytes());
        Assert.Equal([path], Directory.GetFiles(folder.Path));

        File.Delete(path);
        classifier.Model.SaveOnnx(path);
        Assert.Equal(classifier.Model.ToOnnxBytes(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Other_text_is_kept_whatever_its_key()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["classes"] = "not a list", ["recipe"] = "{\"seed\": 42}", ["ü"] = "" };
        var model = new Model(SomeModels.Network(new Linear(2, 2)), SomeModels.Schema(2), LearningTask.Classification("a", "b"), metadata: texts);
        var read = Model.FromOnnxBytes(model.ToOnnxBytes(), "model.onnx");
        Assert.Equal(texts.OrderBy(text => text.Key), read.Metadata.OrderBy(text => text.Key));
    }

    [Fact]
    public void Another_task_than_the_file_has_is_refused()
    {
        byte[] file = SomeModels.Small().ToOnnxBytes();
        Assert.Equal(2, Model.FromOnnxBytes(file, "model.onnx", LearningTask.Classification("a", "b")).Task.Names.Count);
        var error = Assert.Throws<InvalidDataException>(() => Model.FromOnnxBytes(file, "model.onnx", LearningTask.Regression("y")));
        Assert.Equal("model.onnx cannot be read: it holds a classification into 2 classes, not the regression of 1 value that was asked for.", error.Message);
    }
}
