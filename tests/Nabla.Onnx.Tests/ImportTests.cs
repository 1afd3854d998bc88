using Nabla.Networks;
using static Nabla.Onnx.Tests.SomeGraphs;

namespace Nabla.Onnx.Tests;

/// <summary>What operators become, beyond what the files of other programs show.</summary>
public sealed class ImportTests
{
    [Fact]
    public void Gemm_has_factors_and_either_order_of_weights()
    {
        // [1, 10] times [[1, 2], [3, 4]] is [31, 42], and times its transpose [21, 43].
        Assert.Equal([31, 42], Predict(File(Node("Gemm", "x w", "y")), 1, 10));
        Assert.Equal([31, 63], Predict(File(Node("Gemm", "x w b", "y", OnnxAttribute.Of("transB", 1))), 1, 10));
        Assert.Equal([67, 94], Predict(File(Node("Gemm", "x w b", "y", OnnxAttribute.Of("alpha", 2f), OnnxAttribute.Of("beta", 0.5f))), 1, 10));
        Assert.Equal([32, 43], Predict(File(Node("Gemm", "x w one", "y")), 1, 10));
    }

    [Fact]
    public void A_bias_may_stand_on_either_side_of_an_addition_and_be_constant_by_a_node()
    {
        Assert.Equal([41, 62], Predict(File(Node("MatMul", "x w", "p"), Node("Add", "b p", "y")), 1, 10));
        var constant = new OnnxNode("", "Constant", "", [], ["c"], [OnnxAttribute.Of("value_floats", (IReadOnlyList<float>)[1, 2])]);
        Assert.Equal([32, 44], Predict(File(constant, Node("MatMul", "x w", "p"), Node("Add", "p c", "y")), 1, 10));
    }

    [Fact]
    public void A_block_adds_its_input_in_either_order()
    {
        Assert.Equal([32, 52], Predict(File(Node("Gemm", "x w", "h"), Node("Add", "x h", "y")), 1, 10));
        Assert.Equal([32, 52], Predict(File(Node("Gemm", "x w", "h"), Node("Add", "h x", "y")), 1, 10));
        Assert.Equal([32, 52], Predict(File(Node("Identity", "x", "skip"), Node("Gemm", "x w", "h"), Node("Add", "h skip", "y")), 1, 10));
    }

    [Fact]
    public void What_only_passes_values_on_is_left_out()
    {
        var file = File(
            Node("Cast", "x", "f", OnnxAttribute.Of("to", 1L)), Node("Dropout", "f one", "d mask"), Node("Flatten", "d", "r"), Node("Reshape", "r rows", "s"), Node("Gemm", "s w", "y"));
        Assert.Equal("Linear(2 -> 2)", Read(file).Network.ToString()["layers[0] ".Length..]);
    }

    [Fact]
    public void Names_in_the_metadata_are_used_where_they_fit()
    {
        var file = File(Node("Gemm", "x w", "y"));
        var named = file with { Metadata = [new("classes", """["no","yes"]"""), new("features", """["a","b"]""")] };
        Assert.Equal(["no", "yes"], Read(named).Task.Names);
        Assert.Equal(["a", "b"], Read(named).Input.FeatureNames);
        Assert.Equal("Identity", Read(named).Output.Kind);
        Assert.Equal(["u", "v"], Read(file with { Metadata = [new("targets", """["u","v"]""")] }).Task.Names);
        foreach (string text in new[] { """["no"]""", "no, yes", "[1, 2]", "\"\\ud800\"" })
            Assert.False(Read(file with { Metadata = [new("classes", text)] }).Task.IsClassification);
        Assert.Empty(Read(file with { Metadata = [new("features", """["a","a"]""")] }).Input.FeatureNames);
    }

    [Fact]
    public void One_probability_becomes_two()
    {
        var file = File(
            Node("MatMul", "x column", "p"), Node("Sigmoid", "p", "q"), Node("Sub", "one q", "n"), Node("Concat", "n q", "both", OnnxAttribute.Of("axis", 1)),
            Node("ArgMax", "both", "i", OnnxAttribute.Of("axis", 1)), Node("ml.ArrayFeatureExtractor", "names i", "label")).WithOutputs("label", "both");
        var model = Read(file);
        Assert.Equal(["no", "yes"], model.Task.Names);
        Assert.IsType<Sigmoid>(model.Output);
        Assert.Equal([0.5f, 0.5f], Predict(file, 2, -1));
        Assert.True(Predict(file, 1, 1)[1] > 0.9);
    }

    [Fact]
    public void An_input_may_leave_its_features_to_the_first_layer()
    {
        Assert.Equal(2, Read(File(Node("Gemm", "x w", "y")).WithInput(OnnxType.Single, null, null)).Input.Features);
        var colour = File(Node("Flatten", "x", "r"), Node("Gemm", "r w", "y")).WithInput(OnnxType.Single, 1, 2, 1, 1);
        Assert.Equal(new ImageShape(2, 1, 1), Read(colour).Input.Image);
    }
}
