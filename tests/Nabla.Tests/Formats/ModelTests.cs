using Nabla.Networks;

namespace Nabla.Tests.Formats;

/// <summary>A model says all that prediction needs, and what is saved can be loaded.</summary>
public sealed class ModelTests
{
    [Fact]
    public void A_regression_model_comes_back()
    {
        var network = Network(3, 2);
        var model = new Model(network, InputSchema.Table(new([1, 2, 3], [4, 0, 6]), ["width", "height", "größe"]), LearningTask.Regression("price", "age"));
        byte[] bytes = ModelFile.ToBytes(model);
        var loaded = ModelFile.FromBytes(bytes, "m");
        Assert.False(loaded.Task.IsClassification);
        Assert.Equal(["price", "age"], loaded.Task.Names);
        Assert.Equal(["width", "height", "größe"], loaded.Input.FeatureNames);
        Assert.Equal([1, 2, 3], loaded.Input.Standardizer.Mean);
        Assert.Equal([4, 0, 6], loaded.Input.Standardizer.Deviation);
        Assert.Null(loaded.Input.Image);
        Assert.Equal("Identity", loaded.Output.Kind);
        Assert.Equal(network.Parameters.Fingerprint(), loaded.Network.Parameters.Fingerprint());
        Assert.Equal(bytes, ModelFile.ToBytes(loaded));
    }

    [Fact]
    public void An_image_model_knows_the_shape_of_its_images()
    {
        var model = new Model(Network(12, 3), InputSchema.Images(new(3, 1, 4), new([0.1, 0.2, 0.3], [1, 1, 1])), LearningTask.Classification("a", "b", "c"));
        var loaded = ModelFile.FromBytes(ModelFile.ToBytes(model), "m");
        Assert.Equal(new ImageShape(3, 1, 4), loaded.Input.Image);
        Assert.Equal(255, loaded.Input.PixelDivisor);
        Assert.IsType<Softmax>(loaded.Output);
    }

    [Fact]
    public void Two_classes_with_one_output_have_a_sigmoid()
    {
        var model = new Model(Network(2, 1), Table(2), LearningTask.Classification("no", "yes"));
        Assert.IsType<Sigmoid>(ModelFile.FromBytes(ModelFile.ToBytes(model), "m").Output);
    }

    [Fact]
    public void A_network_that_ends_with_a_softmax_needs_no_other()
    {
        var network = new Network(new Linear(2, 3), new Softmax(3));
        Assert.IsType<Identity>(new Model(network, Table(2), LearningTask.Classification("a", "b", "c")).Output);
    }

    [Theory]
    [InlineData("none", "Identity")]
    [InlineData("sigmoid", "Sigmoid")]
    [InlineData("softmax", "Softmax")]
    public void The_output_layer_can_be_given(string inFile, string kind)
    {
        Layer output = kind switch { "Softmax" => new Softmax(3), "Sigmoid" => new Sigmoid(3), _ => ElementwiseLayer.Create(Activation.Identity, 3) };
        var model = new Model(Network(2, 3), Table(2), LearningTask.Classification("a", "b", "c"), output);
        byte[] bytes = ModelFile.ToBytes(model);
        var loaded = ModelFile.FromBytes(bytes, "m").Output;
        Assert.Equal((kind, 3), (loaded.Kind, loaded.Outputs));
        Assert.Equal(inFile, Safetensors.Read(bytes, "m").Metadata["nabla.output"]);
    }

    [Fact]
    public void An_output_layer_that_does_not_fit_is_refused()
    {
        Refused(() => new Model(Network(2, 3), Table(2), LearningTask.Classification("a", "b", "c"), new Relu(3)), "The output layer is Relu(3 -> 3); expected Softmax, Sigmoid or Identity.");
        Refused(
            () => new Model(Network(2, 3), Table(2), LearningTask.Classification("a", "b", "c"), new Softmax(2)),
            "The output layer Softmax(2 -> 2) takes 2 inputs, but the network has 3 outputs.");
    }

    [Fact]
    public void What_does_not_fit_makes_no_model()
    {
        Refused(() => new Model(Network(2, 3), Table(2), LearningTask.Classification("a", "b")), "The network has 3 outputs, which do not fit classification into 2 classes.");
        Refused(() => new Model(Network(2, 3), Table(2), LearningTask.Regression("price")), "The network has 3 outputs, which do not fit regression of 1 value.");
        Refused(() => new Model(Network(2, 3), Table(4), LearningTask.Regression("a", "b", "c")), "The network takes 2 inputs, but the input schema produces 4.");
        Refused(() => new Model(Network(2, 1), Table(2), LearningTask.Classification("a", "b"), new Softmax(1)), "A softmax takes one output a class; 1 outputs for classification into 2 classes do not have that.");
        var reserved = new Dictionary<string, string>(StringComparer.Ordinal) { ["nabla.layers"] = "[]" };
        Refused(() => new Model(Network(2, 1), Table(2), LearningTask.Regression("a"), metadata: reserved), "The metadata have \"nabla.layers\", but names that begin with \"nabla.\" are reserved; choose another.");
    }

    [Fact]
    public void What_does_not_fit_makes_no_input_schema()
    {
        Refused(() => InputSchema.Table(new([], [])), "The standardizer has no means; expected one for each column.");
        Refused(() => InputSchema.Table(new([0, 0], [1, 1]), ["a"]), "Got 1 feature names for 2 columns; give one for each, or none.");
        Refused(() => InputSchema.Table(new([0, 0], [1, 1]), ["a", "a"]), "Two features are called \"a\"; give each a unique name.");
        Refused(() => InputSchema.Table(new([0, double.NaN], [1, 1])), "The standardizer has mean NaN and deviation 1 for group 1; expected finite numbers, the deviation at least 0.");
        Refused(() => InputSchema.Table(new([0], [-1])), "The standardizer has mean 0 and deviation -1 for group 0; expected finite numbers, the deviation at least 0.");
        Refused(() => InputSchema.Images(new(3, 2, 2), new([0], [1])), "The standardizer has 1 mean; images of 3x2x2 have 3 channels: give one for each.");
        Refused(() => InputSchema.Images(new(1, 0, 2), new([0], [1])), "The shape of the images is 1x0x2; each of its numbers must be at least 1.");
        Refused(() => InputSchema.Images(new(1, 2, 2), new([0], [1]), pixelDivisor: 0), "The pixel divisor is 0; it must be a finite number above 0.");
    }

    [Fact]
    public void What_cannot_be_loaded_is_not_saved()
    {
        using var folder = new Testing.TemporaryFolder();
        string path = folder["m.safetensors"];
        var model = new Model(Network(2, 2), Table(2), LearningTask.Classification("a", "b\ud800"));
        Refused(() => ModelFile.Save(path, model), "The model cannot be saved: the name \"b\ufffd\" contains half of a surrogate pair, which is not valid text.");
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("nabla.format", null, "it has no nabla.format among its metadata: it was written by a version that did not record the shape of images; train the model again")]
    [InlineData("nabla.format", "9", "it is in format 9, and this version reads formats 1 and 2; use a newer version")]
    [InlineData("nabla.task", null, "it has no nabla.task among its metadata")]
    [InlineData("nabla.task", "clustering", "its nabla.task is \"clustering\"; expected classification or regression")]
    [InlineData("nabla.classes", "[]", "its nabla.classes has no names")]
    [InlineData("nabla.classes", "[null,\"b\"]", "a name in nabla.classes is null")]
    [InlineData("nabla.classes", "[\"a\",\"b\",\"c\"]", "it names 3 classes for 2 outputs")]
    [InlineData("nabla.output", "tanh", "its nabla.output is \"tanh\"; expected none, softmax or sigmoid")]
    [InlineData("nabla.input", "{\"features\":[\"a\"]}", "its input schema is wrong (Got 1 feature names for 2 columns; give one for each, or none)")]
    [InlineData("nabla.input", "{\"image\":[1,2]}", "the shape of its images has 2 numbers; expected 3: channels, height and width")]
    [InlineData("nabla.input", "{\"image\":[2,1.5,1],\"pixelDivisor\":255}", "the shape of its images must have whole numbers above 0")]
    [InlineData("nabla.input", "{\"image\":[2,2,2],\"pixelDivisor\":255}", "its features make 8 inputs, but its layers take 2")]
    [InlineData("nabla.input", "{\"image\":[2,1,1]}", "its metadata are not what a model's should be")]
    [InlineData("nabla.input", "[", "its metadata are not what a model's should be")]
    [InlineData("nabla.standardizer", "{\"mean\":[0],\"deviation\":[1,1]}", "its nabla.standardizer has 1 means and 2 deviations")]
    [InlineData("nabla.standardizer", "{\"mean\":[0],\"deviation\":[1]}", "its features make 1 inputs, but its layers take 2")]
    [InlineData("nabla.standardizer", "{\"mean\":[0,1e999],\"deviation\":[1,1]}", "its input schema is wrong (The standardizer has mean Infinity and deviation 1 for group 1; expected finite numbers, the deviation at least 0)")]
    [InlineData("nabla.layers", "[]", "it describes no layers")]
    public void Every_wrong_header_has_its_sentence(string key, string? value, string sentence)
    {
        var (metadata, tensors) = Safetensors.Read(ModelFile.ToBytes(new Model(Network(2, 2), Table(2), LearningTask.Classification("a", "b"))), "m");
        var changed = new Dictionary<string, string>(metadata, StringComparer.Ordinal);
        if (value is null)
            changed.Remove(key);
        else
            changed[key] = value;
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.FromBytes(Safetensors.Write(changed, tensors), "m"));
        Assert.Equal($"m cannot be read: {sentence}.", error.Message);
    }

    [Theory]
    [InlineData(40_000, 40_000, "its features make 2 inputs, but its layers take 40000")]
    [InlineData(2, 400_000_000, "its tensors hold 22 numbers; its layers take 2000000002")]
    [InlineData(2_000_000_000, 2_000_000_000, "its metadata are not what a model's should be")]
    public void Layers_that_claim_the_moon_are_refused_before_anything_is_allocated(int inputs, int outputs, string sentence)
    {
        var (metadata, tensors) = Safetensors.Read(ModelFile.ToBytes(new Model(Network(2, 2), Table(2), LearningTask.Classification("a", "b"))), "m");
        var changed = new Dictionary<string, string>(metadata, StringComparer.Ordinal)
        {
            ["nabla.layers"] = $$"""[{"kind":"Linear","inputs":{{inputs}},"outputs":{{outputs}}},{"kind":"Linear","inputs":{{outputs}},"outputs":2}]""",
        };
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.FromBytes(Safetensors.Write(changed, tensors), "m"));
        Assert.Equal($"m cannot be read: {sentence}.", error.Message);
    }

    [Fact]
    public void Raw_rows_are_standardized_as_the_schema_says()
    {
        float[] inputs = new float[4];
        InputSchema.Table(new([1, 10], [2, 0])).Standardize(new([5, 13, -1, 10], 2, 2), new(inputs, 2, 2));
        Assert.Equal([2, 3, -1, 0], inputs);
        InputSchema.Images(new(2, 1, 2), new([0.5, 0], [0.5, 1])).Standardize(new([255, 0, 255, 51], 1, 4), new(inputs, 1, 4));
        Assert.Equal([1, -1, 1, 0.2f], inputs, (expected, actual) => Math.Abs(expected - actual) < 1e-6);
        Assert.Equal(
            "Input: raw features is 1x3; expected 1x4.",
            Assert.Throws<ShapeException>(() => InputSchema.Images(new(2, 1, 2), new([0.5, 0], [0.5, 1])).Standardize(new(new float[3], 1, 3), new(new float[3], 1, 3))).Message);
    }

    [Fact]
    public void Pixels_are_standardized_as_the_data_set_does_to_the_bit()
    {
        byte[] pixels = [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 11))];
        var dataset = new ImageDataset("some", new(3, 2, 2), ["a"], pixels, [0, 0]);
        var standardizer = dataset.MeasureStandardizer([0, 1]);
        float[] expected = new float[24], actual = new float[24], floats = new float[24];
        using var processor = new Nabla.Processor(1);
        dataset.Gather(processor, [0, 1], standardizer, new(expected, 2, 12));
        dataset.DescribeInput(standardizer).StandardizePixels(pixels, new(actual, 2, 12));
        dataset.DescribeInput(standardizer).Standardize(new([.. pixels.Select(pixel => (float)pixel)], 2, 12), new(floats, 2, 12));
        Assert.Equal(expected, actual);
        Assert.Equal(expected, floats);
    }

    [Fact]
    public void Rows_of_a_table_are_standardized_as_the_data_set_does_to_the_bit()
    {
        float[] features = [.. Enumerable.Range(0, 24).Select(i => (1e5f * (i % 3)) + (0.1f * i * i))];
        var dataset = ArrayDataset.Regression("some", features, [.. Enumerable.Range(0, 8).Select(i => (float)i)], ["y"]);
        var standardizer = dataset.MeasureStandardizer([0, 1, 2, 5]);
        float[] expected = new float[24], actual = new float[24];
        using var processor = new Processor(1);
        dataset.Gather(processor, [0, 1, 2, 3, 4, 5, 6, 7], standardizer, new(expected, 8, 3));
        dataset.DescribeInput(standardizer).Standardize(new(features, 8, 3), new(actual, 8, 3));
        Assert.Equal(expected, actual);
    }

    private static Network Network(int inputs, int outputs)
    {
        var network = new Network(new Linear(inputs, 4), new Relu(4), new Linear(4, outputs));
        network.Initialize(new RandomKey(1));
        return network;
    }

    private static InputSchema Table(int features) => InputSchema.Table(new(new double[features], [.. Enumerable.Repeat(1.0, features)]));

    private static void Refused(Func<object> make, string sentence) => Refused(() => { _ = make(); }, sentence);

    private static void Refused(Action make, string sentence)
    {
        string message = Assert.ThrowsAny<ArgumentException>(make).Message;
        Assert.StartsWith(sentence, message, StringComparison.Ordinal);
    }
}
