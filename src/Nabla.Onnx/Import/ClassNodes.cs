using System.Globalization;

namespace Nabla;

/// <summary>Reads the operators after the last layer that produce classes, in the forms that scikit-learn's converters write: a label, a map of probabilities, the other of two probabilities.</summary>
internal sealed class ClassNodes(GraphConstants constants, LayerChain chain)
{
    // Tensors that follow from the label of a row, or contain a map: nothing else may read them.
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _complements = new(StringComparer.Ordinal);

    /// <summary>Gets whether the graph produces classes.</summary>
    public bool AreThere { get; private set; }

    /// <summary>Gets the class names; null if no node states them.</summary>
    public IReadOnlyList<string>? Names { get; private set; }

    /// <summary>Gets the tensor with the probabilities of both classes, computed from one output; null if there is none.</summary>
    public string? Pair { get; private set; }

    /// <summary>Gets the tensor with the values of a map; null if there is no map.</summary>
    public string? Mapped { get; private set; }

    /// <summary>Returns whether a tensor contains labels or a map.</summary>
    public bool IsLabel(string name) => _labels.Contains(name);

    /// <summary>Reads a node that produces classes.</summary>
    /// <returns>Whether the node is one.</returns>
    /// <exception cref="FormatException">The node has an unsupported form.</exception>
    public bool TryRead(OnnxNode node)
    {
        bool isRead = (node.Domain, node.Operator) switch
        {
            ("", "Sub") => ReadComplement(node),
            ("", "Concat") => ReadPair(node),
            ("", "ArgMax") => ReadLabel(node),
            (OnnxNode.MachineLearning, "ZipMap") => ReadMap(node),
            ("", "Cast" or "Reshape" or "Squeeze" or "Identity") => node.Inputs.Count > 0 && IsLabel(node.Inputs[0]),
            ("", "Gather") or (OnnxNode.MachineLearning, "ArrayFeatureExtractor") => node.Inputs.Count == 2 && IsLabel(node.Inputs[1]) && ReadNames(constants.Find(node.Inputs[0])),
            _ => false,
        };
        if (isRead && node.Operator is not ("Sub" or "Concat"))
            _labels.UnionWith(node.Outputs);
        return isRead;
    }

    /// <summary>Recognises 1 − p.</summary>
    private bool ReadComplement(OnnxNode node)
    {
        bool isComplement = node.Inputs.Count == 2 && node.Outputs.Count == 1 && chain.IsEnd(node.Inputs[1]) && chain.Width == 1
            && constants.Find(node.Inputs[0]) is { Type: OnnxType.Single, Count: 1 } one && one.ToSingles()[0] == 1;
        if (isComplement)
            _complements.Add(node.Outputs[0]);
        return isComplement;
    }

    private bool ReadPair(OnnxNode node)
    {
        bool isPair = node.Inputs.Count == 2 && node.Outputs.Count == 1 && _complements.Contains(node.Inputs[0]) && chain.IsEnd(node.Inputs[1])
            && node["axis"]?.Integer is 1 or -1;
        if (isPair)
            (Pair, AreThere) = (node.Outputs[0], true);
        return isPair;
    }

    private bool ReadLabel(OnnxNode node)
    {
        bool isLabel = node.Inputs.Count == 1 && IsOutput(node.Inputs[0]) && (node["axis"]?.Integer ?? 0) is 1 or -1 && (node["select_last_index"]?.Integer ?? 0) == 0;
        AreThere |= isLabel;
        return isLabel;
    }

    private bool ReadMap(OnnxNode node)
    {
        if (node.Inputs.Count != 1 || !IsOutput(node.Inputs[0]))
            return false;
        if (node["classlabels_strings"]?.Texts is { Count: > 0 } texts)
            SetNames(texts);
        else if (node["classlabels_int64s"]?.Integers is { Count: > 0 } numbers)
            SetNames([.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        (Mapped, AreThere) = (node.Inputs[0], true);
        return true;
    }

    private bool ReadNames(OnnxTensor? names)
    {
        if (names is null || names.Type is not (OnnxType.Text or OnnxType.Int64 or OnnxType.Int32))
            return false;
        SetNames(names.Type == OnnxType.Text ? names.Texts : [.. names.ToIntegers().Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        return true;
    }

    private void SetNames(IReadOnlyList<string> names)
    {
        if (Names is not null && !Names.SequenceEqual(names, StringComparer.Ordinal))
            throw new FormatException($"it names its classes twice: {string.Join(", ", Names)} and {string.Join(", ", names)}");
        Names = names;
    }

    private bool IsOutput(string name) => name == Pair || chain.IsEnd(name);
}
