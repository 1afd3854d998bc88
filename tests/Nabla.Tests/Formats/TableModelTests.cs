using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Tables;

namespace Nabla.Tests.Formats;

/// <summary>A model of a table comes back with its columns and the scale of its target, and predicts the same bits.</summary>
public sealed class TableModelTests
{
    [Fact]
    public void A_classifier_of_categories_and_missing_values_comes_back_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        var table = SomeTables.Flowers();
        var classifier = Classifier.Train(table, new() { Hidden = [8], Epochs = 3, Threads = 1 });
        classifier.Save(folder["m.safetensors"]);
        var loaded = Classifier.Load(folder["m.safetensors"]);
        var other = SomeTables.Flowers(50, seed: 7);
        Assert.Null(Bits.Difference(classifier.PredictOutputs(other), loaded.PredictOutputs(other)));
        Assert.Equal(classifier.Evaluate(other).Loss, loaded.Evaluate(other).Loss);
        Assert.Equal(classifier.Classes, loaded.Classes);
        Assert.Null(loaded.Training);
        Assert.Equal(classifier.Model.ToBytes(), loaded.Model.ToBytes());
        Assert.Equal("m.safetensors", folder.Names);
        foreach (var (expected, actual) in classifier.Model.Input.Columns.Zip(loaded.Model.Input.Columns))
        {
            Assert.Equal((expected.Name, expected.Kind, expected.Median, expected.MarksMissing, expected.Inputs), (actual.Name, actual.Kind, actual.Median, actual.MarksMissing, actual.Inputs));
            Assert.Equal(expected.Categories, actual.Categories);
        }
    }

    [Fact]
    public void A_regressor_comes_back_with_the_scale_of_its_target_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        using var culture = new ForeignCulture();
        var table = SomeTables.Prices();
        var regressor = Regressor.Train(table, new() { Hidden = [8], Epochs = 3, Threads = 1 });
        regressor.Save(folder["m.safetensors"]);
        var loaded = Regressor.Load(folder["m.safetensors"]);
        Assert.Null(Bits.Difference(regressor.PredictOutputs(table), loaded.PredictOutputs(table)));
        Assert.Equal(regressor.Model.TargetScaling!.Mean, loaded.Model.TargetScaling!.Mean);
        Assert.Equal(regressor.Model.TargetScaling.Deviation, loaded.Model.TargetScaling.Deviation);
        Assert.Equal(regressor.Evaluate(table).Regression!.Rmse, loaded.Evaluate(table).Regression!.Rmse);
        Assert.Equal(["area", "garden", "price"], loaded.Model.Input.Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_model_without_columns_is_still_of_format_1()
    {
        var network = Network.Create(2, [3], 2, Activation.Relu, seed: 1);
        var model = new Model(network, InputSchema.Table(new([1, 2], [3, 4]), ["a", "b"]), LearningTask.Regression("p", "q"));
        var (metadata, tensors) = Safetensors.Read(model.ToBytes(), "m");
        Assert.Equal("1", metadata["nabla.format"]);
        var predictor = Predictor.From(Model.FromBytes(Safetensors.Write(metadata, tensors), "m"));
        float[] expected = new float[2], actual = new float[2];
        Predictor.From(model).Predict([5, 6], expected);
        predictor.Predict([5, 6], actual);
        Assert.Null(Bits.Difference(expected, actual));
        Assert.Equal("2", Safetensors.Read(Small().ToBytes(), "m").Metadata["nabla.format"]);
        Assert.Equal("2", Safetensors.Read(new Model(network, model.Input, model.Task, targetScaling: new([0, 0], [1, 2])).ToBytes(), "m").Metadata["nabla.format"]);
    }

    [Theory]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"ordinal","median":0,"missing":false}]}""", "its column \"a\" is of the kind \"ordinal\"; expected numeric, categorical or ignored")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"ignored"}]}""", "its input schema is wrong (The columns have no inputs, or too many)")]
    [InlineData("nabla.input", """{"columns":[]}""", "its input schema is wrong (The columns have no inputs, or too many)")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"numeric","median":0,"missing":true},{"name":"a","kind":"ignored"}]}""", "its input schema is wrong (Two columns are called \"a\"; give each a name of its own)")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"categorical","categories":["p","p"],"missing":false}]}""", "its input schema is wrong (Column \"a\" has the category \"p\" twice)")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"numeric","median":1e999,"missing":true}]}""", "its input schema is wrong (The median of column \"a\" is Infinity; expected a finite number)")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"numeric","median":0,"missing":false}]}""", "its input schema is wrong (The standardizer has 2 means; the columns make 1 inputs: give one for each)")]
    [InlineData("nabla.input", """{"columns":[{"name":null,"kind":"ignored"}]}""", "a string of its columns is null")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"categorical","categories":[null],"missing":false}]}""", "a string of its columns is null")]
    [InlineData("nabla.input", """{"columns":[{"kind":"ignored"}]}""", "its metadata are not what a model's should be")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"numeric","missing":true}]}""", "its metadata are not what a model's should be")]
    [InlineData("nabla.input", """{"columns":[{"name":"a","kind":"numeric","median":"0","missing":true}]}""", "its metadata are not what a model's should be")]
    [InlineData("nabla.input", """{"columns":7}""", "its metadata are not what a model's should be")]
    [InlineData("nabla.targetScaling", """{"mean":[0,0],"deviation":[1]}""", "its nabla.targetScaling has 2 means and 1 deviations")]
    [InlineData("nabla.targetScaling", """{"mean":[0,0],"deviation":[1,1]}""", "its metadata are not what a model's should be")]
    [InlineData("nabla.targetScaling", """{"mean":[0],"deviation":[0]}""", "its metadata are not what a model's should be")]
    [InlineData("nabla.targetScaling", """{"mean":[1e999],"deviation":[1]}""", "its metadata are not what a model's should be")]
    [InlineData("nabla.format", "3", "it is in format 3, and this version reads formats 1 and 2; use a newer version")]
    public void A_damaged_header_has_its_sentence(string key, string value, string sentence)
    {
        var (metadata, tensors) = Safetensors.Read(Small().ToBytes(), "m");
        var changed = new Dictionary<string, string>(metadata, StringComparer.Ordinal) { [key] = value };
        changed["nabla.checksum"] = MetadataChecksum.Of(changed, "nabla.checksum");
        Assert.Equal($"m cannot be read: {sentence}.", Assert.ThrowsAny<InvalidDataException>(() => Model.FromBytes(Safetensors.Write(changed, tensors), "m")).Message);
    }

    [Fact]
    public void A_scale_that_is_none_is_refused()
    {
        var network = Network.Create(1, [], 2, Activation.Relu, seed: 1);
        var input = InputSchema.Table(new([0], [1]));
        const string Numbers = "The target scaling has a mean that is not finite, or a deviation that is not a finite number above 0.";
        Assert.StartsWith(Numbers, Refused(LearningTask.Regression("a", "b"), new([0, 0], [1, 0])), StringComparison.Ordinal);
        Assert.StartsWith(Numbers, Refused(LearningTask.Regression("a", "b"), new([0, double.NaN], [1, 1])), StringComparison.Ordinal);
        Assert.StartsWith("The target scaling has 1 means and 1 deviations; expected 2, one for each output.", Refused(LearningTask.Regression("a", "b"), new([0], [1])), StringComparison.Ordinal);
        Assert.StartsWith("A classification has no values to scale; leave the target scaling out.", Refused(LearningTask.Classification("a", "b"), new([0, 0], [1, 1])), StringComparison.Ordinal);

        string Refused(LearningTask task, Standardizer scaling) => Assert.Throws<ArgumentException>(() => new Model(network, input, task, targetScaling: scaling)).Message;
    }

    [Fact]
    public void A_category_that_is_no_text_is_not_saved()
    {
        var table = Table.FromColumns([Column.Categorical("x", ["a", "b\ud800"]), Column.Categorical("y", ["p", "q"])], "y");
        var classifier = Classifier.Train(table, new() { Hidden = [2], Epochs = 1, ValidationFraction = 0, Threads = 1 });
        Assert.StartsWith("The model cannot be saved: the name \"b\ufffd\" contains half of a surrogate pair, which is not valid text.", Assert.Throws<ArgumentException>(() => classifier.Model.ToBytes()).Message, StringComparison.Ordinal);
    }

    private static Model Small()
    {
        var table = Table.FromColumns([Column.Numeric("a", [1, double.NaN, 3]), Column.Numeric("y", [1.5, 2, 3])], "y");
        return Regressor.Train(table, new() { Hidden = [2], Epochs = 1, ValidationFraction = 0, Threads = 1 }).Model;
    }
}
