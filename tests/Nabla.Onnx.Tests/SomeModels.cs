using Nabla.Networks;

namespace Nabla.Onnx.Tests;

/// <summary>Small models.</summary>
internal static class SomeModels
{
    public static Network Network(params Layer[] layers)
    {
        var network = new Network(layers);
        network.Initialize(7);
        return network;
    }

    public static InputSchema Schema(int features) => InputSchema.Table(new(new double[features], [.. Enumerable.Repeat(1.0, features)]));

    public static Model Small() => new(Network(new Linear(3, 4), new Elu(4), new WhiteningBatchNorm(4), new Linear(4, 2)), InputSchema.Table(new([1, 2, 3], [1, 2, 3]), ["x", "y", "z"]), LearningTask.Classification("a", "b"));
}
