namespace Nabla;

/// <summary>Reads operators that pass a batch on unchanged: Identity, Dropout, Cast to float, and flattening.</summary>
internal sealed class PassingNodes(GraphConstants constants, LayerChain chain)
{
    /// <summary>Reads a node that changes nothing.</summary>
    /// <returns>Whether the node is one.</returns>
    /// <exception cref="FormatException">The node changes something.</exception>
    public bool TryRead(OnnxNode node)
    {
        if (node.Domain.Length > 0 || node.Inputs.Count == 0 || !chain.Contains(node.Inputs[0]))
            return false;
        switch (node.Operator)
        {
            case "Identity":
                break;
            case "Dropout":
                RequireInference(node);
                break;
            case "Cast" when node["to"]?.Integer == (long)OnnxType.Single:
                break;
            case "Flatten":
                if ((node["axis"]?.Integer ?? 1) != 1)
                    throw new FormatException($"{node} does not make rows of examples");
                break;
            case "Reshape":
                RequireRows(node);
                break;
            default:
                return false;
        }

        chain.Alias(node, node.Inputs[0], makesRows: node.Operator is "Flatten" or "Reshape");
        return true;
    }

    private void RequireInference(OnnxNode node)
    {
        if (node.Inputs.Count < 3 || node.Inputs[2].Length == 0)
            return;
        bool trains = constants.Find(node.Inputs[2]) is not { Type: OnnxType.Boolean } mode || mode.Raw.Span.IndexOfAnyExcept((byte)0) >= 0;
        if (trains)
            throw new FormatException($"{node} is in training mode; export the model in evaluation mode");
    }

    private void RequireRows(OnnxNode node)
    {
        long[] shape = node.Inputs.Count == 2 && constants.Find(node.Inputs[1]) is { } found ? found.ToIntegers() : [];
        bool isRows = shape.Length == 2 && shape[0] is 0 or -1 && (shape[1] == chain.Width || (shape[1] == -1 && shape[0] == 0));
        if (!isRows)
            throw new FormatException($"{node} does not make rows of examples");
    }
}
