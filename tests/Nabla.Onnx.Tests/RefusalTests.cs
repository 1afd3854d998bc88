using static Nabla.Onnx.Tests.SomeGraphs;

namespace Nabla.Onnx.Tests;

/// <summary>What is no plain multilayer perceptron is refused, by the name of the node and its operator.</summary>
public sealed class RefusalTests
{
    private const string Supported = " is not supported: a multilayer perceptron has Gemm, or MatMul and Add, activations, BatchNormalization, Dropout, Softmax, Identity, Flatten, and Add for residual blocks.";

    [Fact]
    public void Another_operator()
    {
        Assert.Equal("node \"y\" (Conv)" + Supported, Refuse(File(Node("Conv", "x w", "y"))));
        Assert.Equal("node \"fc/act\" (Erf)" + Supported, Refuse(File(Node("Gemm", "x w", "h"), Node("Erf", "h", "y") with { Name = "fc/act" })));
        Assert.Equal("node \"y\" (ai.onnx.ml.TreeEnsembleClassifier)" + Supported, Refuse(File(Node("ml.TreeEnsembleClassifier", "x", "y"))));
        Assert.Equal("node \"y\" (com.example.Gemm)" + Supported, Refuse(File(Node("Gemm", "x w", "y") with { Domain = "com.example" })));
    }

    [Fact]
    public void A_product_of_another_form()
    {
        Assert.Equal("node \"y\" (Gemm) transposes its input.", Refuse(File(Node("Gemm", "x w", "y", OnnxAttribute.Of("transA", 1)))));
        Assert.Equal("input 1 of node \"y\" (MatMul) is not a constant.", Refuse(File(Node("MatMul", "x x", "y"))));
        Assert.Equal("node \"y\" (MatMul) reads \"w\", which is not the output of a node before it.", Refuse(File(Node("MatMul", "w x", "y"))));
        Assert.Equal("node \"y\" (MatMul) has weights of shape [1, 2, 2]; expected a matrix.", Refuse(File(Node("MatMul", "x cube", "y"))));
        Assert.Equal("node \"y\" (MatMul) has a weight that is not finite.", Refuse(File(Node("MatMul", "x nan", "y"))));
        Assert.Equal("node \"y\" (Gemm) has a weight that is not finite.", Refuse(File(Node("Gemm", "x w", "y", OnnxAttribute.Of("alpha", float.MaxValue)))));
        Assert.Equal("node \"y\" (Gemm) has a weight that is not finite.", Refuse(File(Node("Gemm", "x w b", "y", OnnxAttribute.Of("beta", float.PositiveInfinity)))));
        Assert.Equal("\"double\" does not hold 32-bit floats.", Refuse(File(Node("MatMul", "x double", "y"))));
        Assert.Equal("node \"y\" (MatMul) takes 2 features, but \"h\" has 3.", Refuse(File(Node("MatMul", "x wide", "h"), Node("MatMul", "h w", "y"))));
        Assert.Equal("input 2 of node \"y\" (Gemm) has shape [2]; expected 3 numbers.", Refuse(File(Node("Gemm", "x wide b", "y"))));
    }

    [Fact]
    public void Tensors_that_branch()
    {
        Assert.Equal(
            "node \"y\" (Gemm) reads \"x\", which another node reads too; only layers in a row and residual blocks are supported.", Refuse(File(Node("Gemm", "x w", "h"), Node("Gemm", "x w", "y"))));
        Assert.Equal("node \"y\" (Add) adds two tensors of which neither is the input of a block that ends with the other.", Refuse(File(Node("Gemm", "x w", "h"), Node("Add", "h h", "y"))));
        Assert.Equal("node \"y\" (Add) adds a constant to \"x\", which is not the product of a linear layer.", Refuse(File(Node("Add", "x b", "y"))));
        Assert.Equal(
            "node \"y\" (Add) adds a constant to \"s\", which is not the product of a linear layer.", Refuse(File(Node("MatMul", "x w", "p"), Node("Add", "p b", "s"), Node("Add", "s b", "y"))));
        // The product without its bias is no tensor of the model any more.
        Assert.Equal("node \"y\" (Add) reads \"p\", which is not the output of a node before it.", Refuse(File(Node("MatMul", "x w", "p"), Node("Add", "p b", "s"), Node("Add", "s p", "y"))));
        Assert.Equal("node \"y\" (Add) adds 2 features to 3.", Refuse(File(Node("MatMul", "x wide", "h"), Node("Add", "x h", "y"))));
    }

    [Fact]
    public void Layers_in_training_mode()
    {
        Assert.Equal("node \"d\" (Dropout) is in training mode; export the model in evaluation mode.", Refuse(File(Node("Dropout", "x one true", "d"), Node("Gemm", "d w", "y"))));
        Assert.Equal(
            "node \"y\" (BatchNormalization) is in training mode; export the model in evaluation mode.", Refuse(File(Node("BatchNormalization", "x v b b v", "y", OnnxAttribute.Of("training_mode", 1)))));
        Assert.Equal("node \"y\" (BatchNormalization) has 2 values for 2 features, or a variance that is not above 0.", Refuse(File(Node("BatchNormalization", "x v b b negative", "y"))));
    }

    [Fact]
    public void Shapes_and_axes_that_are_no_rows()
    {
        Assert.Equal("node \"y\" (Softmax) runs along another axis than the classes.", Refuse(File(Node("Gemm", "x w", "h"), Node("Softmax", "h", "y", OnnxAttribute.Of("axis", 0L)))));
        Assert.Equal("node \"r\" (Flatten) does not make rows of examples.", Refuse(File(Node("Flatten", "x", "r", OnnxAttribute.Of("axis", 0L)))));
        Assert.Equal("node \"r\" (Reshape) does not make rows of examples.", Refuse(File(Node("Reshape", "x flat", "r"))));
        Assert.Equal("node \"y\" (Gemm) reads \"x\", whose examples are not rows; a Flatten is required before it.", Refuse(File(Node("Gemm", "x w", "y")).WithInput(OnnxType.Single, null, 1, 1, 2)));
        Assert.Equal("node \"y\" (Relu) is before any layer with weights, and the file does not declare the number of features.", Refuse(File(Node("Relu", "x", "y")).WithInput(OnnxType.Single, null, null)));
        Assert.Equal("it has no layer with weights.", Refuse(File(Node("Relu", "x", "y")).WithInput(OnnxType.Single, null, int.MaxValue)));
    }

    [Fact]
    public void Inputs_and_outputs_of_another_form()
    {
        var file = File(Node("Gemm", "x w", "h"), Node("Relu", "h", "y"));
        Assert.Equal("its input \"x\" does not hold 32-bit floats.", Refuse(file.WithInput(OnnxType.Double, null, 2)));
        Assert.Equal("its graph has 0 inputs; expected 1.", Refuse(file with { Graph = file.Graph with { Inputs = [] } }));
        Assert.Equal("its input \"x\" has 1 dimensions, or sizes that are not declared; expected rows of features, or images.", Refuse(file.WithInput(OnnxType.Single, 2)));
        Assert.Equal("its output \"h\" is not the output of the last layer.", Refuse(file.WithOutputs("h", "y")));
        Assert.Equal("its graph has no output.", Refuse(file.WithOutputs()));
        Assert.Equal("its output \"z\" is not the output of the last layer.", Refuse(file.WithOutputs("z")));
    }

    [Fact]
    public void Files_that_are_no_graph_for_this_reader()
    {
        var file = File(Node("Gemm", "x w", "y"));
        Assert.Equal("its operators are of opset 99; expected 7 to 24.", Refuse(file with { Opsets = new Dictionary<string, long> { [""] = 99 } }));
        Assert.Equal("it has two initializers \"w\".", Refuse(file with { Graph = file.Graph with { Initializers = [.. file.Graph.Initializers, file.Graph.Initializers[0]] } }));
        Assert.Equal(
            "\"w\" of shape [2, 3] does not hold as many elements.", Refuse(file with { Graph = file.Graph with { Initializers = [file.Graph.Initializers[0] with { Shape = [2, 3] }] } }));
    }

    /// <summary>A small file must not become a large model.</summary>
    [Fact]
    public void Weights_that_many_layers_share()
    {
        const int Width = 200;
        var shared = OnnxTensor.Of("big", [Width, Width], new float[Width * Width]);
        var file = File([.. Enumerable.Range(0, 100).Select(i => Node("MatMul", $"h{i} big", $"h{i + 1}"))]);
        file = file with { Graph = file.Graph with { Initializers = [shared], Inputs = [new("h0", OnnxType.Single, [null, Width])] } };
        Assert.Contains("one initializer is used too often", Refuse(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_within_too_many_blocks()
    {
        List<OnnxNode> nodes = [Node("Gemm", "x w", "h0")];
        for (int i = 0; i < 40; i++)
            nodes.Add(Node("Add", $"x h{i}", $"h{i + 1}"));
        Assert.Contains("is a block within 33 blocks; at most 32 are supported", Refuse(File([.. nodes])), StringComparison.Ordinal);
    }
}
