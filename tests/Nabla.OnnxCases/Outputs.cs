using Nabla.Networks;

namespace Nabla.OnnxCases;

/// <summary>Everything that may become of a network's outputs.</summary>
public static class Outputs
{
    /// <summary>Gets what makes a model of layers, by name.</summary>
    public static IReadOnlyList<(string Name, int Count, Func<Layer[], ulong, InputSchema, Model> Create)> All { get; } =
    [
        ("softmax", 3, (layers, seed, schema) => new(LayerStacks.Create(layers, seed), schema, LearningTask.Classification("a", "b", "c \"quoted\", ü"))),
        ("one output for two classes", 1, (layers, seed, schema) => new(LayerStacks.Create(layers, seed), schema, LearningTask.Classification("no", "yes"))),
        ("values", 2, (layers, seed, schema) => new(LayerStacks.Create(layers, seed), schema, LearningTask.Regression("u", "v"))),
        ("scaled values", 2, (layers, seed, schema) => new(LayerStacks.Create(layers, seed), schema, LearningTask.Regression("u", "v"), targetScaling: new([1, -0.2], [0.5, 2]))),
        ("softmax layer", 3, (layers, seed, schema) => new(LayerStacks.Create([.. layers, new Softmax(3)], seed), schema, LearningTask.Classification("a", "b", "c"))),
        ("sigmoids", 3, (layers, seed, schema) => new(LayerStacks.Create(layers, seed), schema, LearningTask.Classification("a", "b", "c"), new Sigmoid(3))),
        ("one probability of two classes", 1, (layers, seed, schema) => new(LayerStacks.Create([.. layers, new Sigmoid(1)], seed), schema, LearningTask.Classification("no", "yes"), ElementwiseLayer.Create(Activation.Identity, 1))),
        ("sigmoid of a value", 1, (layers, seed, schema) => new(LayerStacks.Create(layers, seed), schema, LearningTask.Regression("share"), new Sigmoid(1))),
        ("one class", 1, (layers, seed, schema) => new(LayerStacks.Create(layers, seed), schema, LearningTask.Classification("all"))),
    ];
}
