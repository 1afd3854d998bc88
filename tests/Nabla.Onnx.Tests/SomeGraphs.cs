namespace Nabla.Onnx.Tests;

/// <summary>Graphs as other programs could write them: one input x of two features, one output y.</summary>
internal static class SomeGraphs
{
    /// <summary>A matrix [2, 2], a bias and other arrays that nodes may read.</summary>
    private static readonly OnnxTensor[] Constants =
    [
        OnnxTensor.Of("w", [2, 2], (float[])[1, 2, 3, 4]), OnnxTensor.Of("b", [2], (float[])[10, 20]), OnnxTensor.Of("one", [], (float[])[1]),
        OnnxTensor.Of("wide", [2, 3], new float[6]), OnnxTensor.Of("nan", [2, 2], (float[])[1, float.NaN, 3, 4]), OnnxTensor.Of("cube", [1, 2, 2], new float[4]),
        OnnxTensor.Of("rows", [2], (long[])[-1, 2]), OnnxTensor.Of("flat", [1], (long[])[-1]), OnnxTensor.Of("double", [2, 2], (double[])[1, 2, 3, 4]),
        OnnxTensor.Of("v", [2], (float[])[1, 4]), OnnxTensor.Of("negative", [2], (float[])[1, -4]), OnnxTensor.Of("column", [2, 1], (float[])[1, 2]),
        OnnxTensor.Of("names", ["no", "yes"]), new("true", OnnxType.Boolean, [], new byte[] { 1 }, []),
    ];

    public static OnnxNode Node(string type, string inputs, string outputs, params OnnxAttribute[] attributes) =>
        new("", type.Split('.')[^1], type.StartsWith("ml.", StringComparison.Ordinal) ? OnnxNode.MachineLearning : "", inputs.Split(' '), outputs.Split(' '), attributes);

    public static OnnxFile File(params OnnxNode[] nodes) => new(
        "other", "", 8, new Dictionary<string, long> { [""] = 13 }, [], new("graph", nodes, Constants, [new("x", OnnxType.Single, [null, 2])], [new("y", OnnxType.Single, [null, null])]));

    public static OnnxFile WithOutputs(this OnnxFile file, params string[] names) => file with { Graph = file.Graph with { Outputs = [.. names.Select(name => new OnnxValue(name, OnnxType.Single, null))] } };

    public static OnnxFile WithInput(this OnnxFile file, OnnxType type, params long?[] shape) => file with { Graph = file.Graph with { Inputs = [new("x", type, shape)] } };

    public static Model Read(OnnxFile file, LearningTask? task = null) => Model.FromOnnxBytes(file.ToBytes(), "m.onnx", task);

    /// <summary>Returns what the message says behind "m.onnx cannot be read: ".</summary>
    public static string Refuse(OnnxFile file)
    {
        string message = Assert.Throws<InvalidDataException>(() => Read(file)).Message;
        Assert.StartsWith("m.onnx cannot be read: ", message, StringComparison.Ordinal);
        return message["m.onnx cannot be read: ".Length..];
    }

    public static float[] Predict(OnnxFile file, params float[] row)
    {
        var predictor = Predictor.From(Read(file));
        float[] predictions = new float[predictor.OutputCount];
        predictor.Predict(row, predictions);
        return predictions;
    }
}
