using Nabla.Networks;

namespace Nabla;

/// <summary>Writes the conversion of the network's outputs to predictions as operators: classes and probabilities, or values in the units of the target.</summary>
internal static class OutputGraph
{
    /// <summary>The predicted class name, one text per row.</summary>
    public const string Label = "label";

    /// <summary>The probability of each class.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The predicted values of a regression.</summary>
    public const string Prediction = "prediction";

    /// <summary>Adds the outputs of the graph.</summary>
    /// <param name="graph">Receives the operators.</param>
    /// <param name="model">The model.</param>
    /// <param name="z">The name of the outputs of the network.</param>
    public static void Write(GraphBuilder graph, Model model, string z)
    {
        int count = model.Task.Names.Count;
        if (!model.Task.IsClassification)
        {
            Values(graph, model, z);
            graph.Output(Prediction, OnnxType.Single, count);
            return;
        }

        if (model.Task.IsOneOutputForTwoClasses(model.Network.Outputs))
        {
            string second = Activate(graph, model.Output, z, "output.second");
            string first = graph.Add("Sub", "output.first", [graph.Constant(OnnxTensor.Of("output.one", [1, 1], (float[])[1])), second]);
            graph.Add("Concat", Probabilities, [first, second], OnnxAttribute.Of("axis", 1));
        }
        else
        {
            Activate(graph, model.Output, z, Probabilities);
        }

        // Of equal outputs the first, as in the library.
        string index = graph.Add("ArgMax", "output.index", [Probabilities], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0L));
        graph.Add("Gather", Label, [graph.Constant(OnnxTensor.Of("output.classes", model.Task.Names)), index], OnnxAttribute.Of("axis", 0L));
        graph.Output(Label, OnnxType.Text, columns: null);
        graph.Output(Probabilities, OnnxType.Single, count);
    }

    private static void Values(GraphBuilder graph, Model model, string z)
    {
        if (model.Output is Softmax or Sigmoid || model.TargetScaling is not { } scaling)
        {
            Activate(graph, model.Output, z, Prediction);
            return;
        }

        string wide = graph.Cast("output.wide", z, OnnxType.Double);
        wide = graph.Add("Mul", "output.scaled", [wide, graph.Constant(OnnxTensor.Of("output.deviation", [1, scaling.Groups], [.. scaling.Deviation]))]);
        wide = graph.Add("Add", "output.shifted", [wide, graph.Constant(OnnxTensor.Of("output.mean", [1, scaling.Groups], [.. scaling.Mean]))]);
        graph.Cast(Prediction, wide, OnnxType.Single);
    }

    private static string Activate(GraphBuilder graph, Layer layer, string z, string output) => layer switch
    {
        Softmax => graph.Add("Softmax", output, [z], OnnxAttribute.Of("axis", -1L)),
        Sigmoid => graph.Add("Sigmoid", output, [z]),
        _ => graph.Add("Identity", output, [z]),
    };
}
