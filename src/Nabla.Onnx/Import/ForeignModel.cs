using System.Text.Json;
using Nabla.Networks;

namespace Nabla;

/// <summary>Reads a multilayer perceptron that another program exported.</summary>
internal static class ForeignModel
{
    /// <summary>The range of supported opsets: earlier ones have other attributes, and later ones may.</summary>
    private const int FirstOpset = 7, LastOpset = 24;

    /// <param name="file">The file.</param>
    /// <param name="length">The number of bytes of the file.</param>
    /// <param name="task">The meaning of the outputs; null to determine it from the graph.</param>
    /// <exception cref="FormatException">The graph is not supported; the message is the end of a sentence.</exception>
    /// <exception cref="ArgumentException">The layers are not a model.</exception>
    public static Model Read(OnnxFile file, long length, LearningTask? task)
    {
        if (!file.Opsets.TryGetValue("", out long opset) || opset is < FirstOpset or > LastOpset)
            throw new FormatException($"its operators are of opset {opset}; expected {FirstOpset} to {LastOpset}");
        var budget = new NumberBudget(length);
        var constants = new GraphConstants(file.Graph, budget);
        var input = ForeignInput.Of(file.Graph, constants);
        var chain = new LayerChain(input.Name, input.Width, input.Image is not null);
        var layers = new LayerNodes(constants, chain, budget);
        var passing = new PassingNodes(constants, chain);
        var classes = new ClassNodes(constants, chain);
        foreach (var node in file.Graph.Nodes)
        {
            bool isRead = constants.TryCompute(node) || passing.TryRead(node) || classes.TryRead(node) || input.TryReadScaler(node, chain) || layers.TryRead(node);
            if (!isRead)
                throw new FormatException($"{node} is not supported: a multilayer perceptron has Gemm, or MatMul and Add, activations, BatchNormalization, Dropout, Softmax, Identity, Flatten, and Add for residual blocks");
        }

        RequireOneOutput(file.Graph, chain, classes);
        if (!chain.Layers.Any(HasParameters))
            throw new FormatException("it has no layer with weights");
        return ForeignOutput.ToModel(chain, classes, Names(file, "classes"), Names(file, "targets"), input.Schema(chain.InputWidth!.Value, Names(file, "features")), task);
    }

    private static bool HasParameters(Layer layer) => layer.Parameters.Count > 0;

    private static void RequireOneOutput(OnnxGraph graph, LayerChain chain, ClassNodes classes)
    {
        if (graph.Outputs.Count == 0)
            throw new FormatException("its graph has no output");
        bool isThere = classes.Mapped is not null;
        foreach (string name in graph.Outputs.Select(output => output.Name).Where(name => !classes.IsLabel(name)))
        {
            if (name != classes.Pair && (!chain.IsEnd(name) || classes.Pair is not null))
                throw new FormatException($"its output \"{name}\" is not the output of the last layer");
            isThere = true;
        }

        if (!isThere)
            throw new FormatException("it gives labels without probabilities; export it with them");
    }

    /// <summary>Returns a list of names in the metadata; null if there is none.</summary>
    private static string[]? Names(OnnxFile file, string key)
    {
        string? text = file.Metadata.FirstOrDefault(entry => entry.Key == key).Value;
        if (text is null)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String)
                ? [.. json.RootElement.EnumerateArray().Select(element => element.GetString()!)]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
