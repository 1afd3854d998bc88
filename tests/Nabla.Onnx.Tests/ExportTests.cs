using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Onnx.Tests;

/// <summary>What stands in a file that is written; that ONNX Runtime computes the same is checked by eng/checks/onnx.</summary>
public sealed class ExportTests
{
    [Fact]
    public void A_classifier_of_numbers_has_one_input_and_two_outputs()
    {
        var file = OnnxFile.Read(SomeModels.Small().ToOnnxBytes());
        Assert.Equal(("Nabla", 7, 13), (file.Producer, file.IrVersion, file.Opsets[""]));
        Assert.Single(file.Opsets);
        Expect([("input", OnnxType.Single, [null, 3])], file.Graph.Inputs);
        Expect([("label", OnnxType.Text, [null]), ("probabilities", OnnxType.Single, [null, 2])], file.Graph.Outputs);
        Assert.Equal(
            ["Cast", "Sub", "Div", "Cast", "Gemm", "Elu", "Sub", "MatMul", "Mul", "Add", "Gemm", "Softmax", "ArgMax", "Gather"], file.Graph.Nodes.Select(node => node.Operator));
        var metadata = file.Metadata.ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.Equal(("""["a","b"]""", """["x","y","z"]"""), (metadata["classes"], metadata["features"]));
        Assert.Contains("nabla.tensor.layers.2.runningCovariance", metadata.Keys);
    }

    [Fact]
    public void A_regression_has_one_output()
    {
        var model = new Model(SomeModels.Network(new Linear(2, 1)), SomeModels.Schema(2), LearningTask.Regression("price"), targetScaling: new([10], [2]));
        var file = OnnxFile.Read(model.ToOnnxBytes());
        Expect([("prediction", OnnxType.Single, [null, 1])], file.Graph.Outputs);
        Assert.Equal(["Gemm", "Cast", "Mul", "Add", "Cast"], file.Graph.Nodes.Select(node => node.Operator));
        Assert.Equal("""["price"]""", file.Metadata.Single(entry => entry.Key == "targets").Value);
        Assert.DoesNotContain(file.Metadata, entry => entry.Key is "classes" or "features");
    }

    [Fact]
    public void A_table_with_categories_has_one_input_a_column()
    {
        var schema = InputSchema.Measure(Table.FromColumns([Column.Numeric("size", [1, 2]), Column.Numeric("id", [1, 2]), Column.Categorical("label", ["a", "b"])]).WithKind("id", ColumnKind.Ignored));
        var file = OnnxFile.Read(new Model(SomeModels.Network(new Linear(2, 2)), schema, LearningTask.Classification("no", "yes")).ToOnnxBytes());
        Expect([("size", OnnxType.Single, [null, 1]), ("_label", OnnxType.Text, [null, 1])], file.Graph.Inputs);
        Assert.Equal(2, file.Opsets["ai.onnx.ml"]);
    }

    [Fact]
    public void Weights_are_initializers_under_the_names_of_the_parameters()
    {
        var model = SomeModels.Small();
        var weight = OnnxFile.Read(model.ToOnnxBytes()).Graph.Initializers.Single(initializer => initializer.Name == "layers.0.weight");
        Assert.Equal([4, 3], weight.Shape);
        Assert.Equal(model.Network.Parameters.All[0].Value[2, 1], weight.ToSingles()[(1 * 3) + 2]);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes() => Assert.Equal(SomeModels.Small().ToOnnxBytes(), SomeModels.Small().ToOnnxBytes());

    [Fact]
    public void A_layer_of_a_programs_own_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.onnx");
        var model = new Model(SomeModels.Network(new Linear(2, 3), new Residual(new Cube(3))), SomeModels.Schema(2), LearningTask.Regression("a", "b", "c"));
        var error = Assert.Throws<NotSupportedException>(() => model.SaveOnnx(path));
        Assert.Equal("layers.1.0 Cube(3 -> 3) has no operator in ONNX: only the library's own layers do. Save the model as safetensors.", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static void Expect((string Name, OnnxType Type, long?[] Shape)[] expected, IReadOnlyList<OnnxValue> actual)
    {
        Assert.Equal(expected.Select(value => (value.Name, value.Type)), actual.Select(value => (value.Name, value.Type)));
        Assert.Equal(expected.Select(value => value.Shape), actual.Select(value => value.Shape!.ToArray()));
    }

    private sealed class Cube(int width) : Layer
    {
        public override string Kind => "Cube";

        public override int Inputs => width;

        public override int Outputs => width;

        protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache) => throw new NotSupportedException();

        protected override void BackwardCore(
            in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch) => throw new NotSupportedException();
    }
}
