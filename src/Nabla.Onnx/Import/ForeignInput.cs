using Nabla.Networks;

namespace Nabla;

/// <summary>The input of a graph: rows of features, or images that a Flatten converts to rows; optionally standardised by scikit-learn's scaler.</summary>
internal sealed class ForeignInput
{
    private float[]? _offset;
    private float[]? _scale;

    private ForeignInput(string name, int? width, ImageShape? image) => (Name, Width, Image) = (name, width, image);

    public string Name { get; }

    /// <summary>Gets the number of features; null if the file does not state it.</summary>
    public int? Width { get; }

    /// <summary>Gets the shape of the examples if they are not rows.</summary>
    public ImageShape? Image { get; }

    /// <exception cref="FormatException">The graph does not have exactly one input of rows of floats.</exception>
    public static ForeignInput Of(OnnxGraph graph, GraphConstants constants)
    {
        OnnxValue[] inputs = [.. graph.Inputs.Where(input => !constants.Contains(input.Name))];
        if (inputs.Length != 1)
            throw new FormatException($"its graph has {inputs.Length} inputs; expected 1");
        var input = inputs[0];
        if (input.Type != OnnxType.Single)
            throw new FormatException($"its input \"{input.Name}\" does not hold 32-bit floats");
        if (input.Shape is not { } shape)
            return new(input.Name, null, null);
        if (shape.Count == 2)
            return new(input.Name, shape[1] is { } width ? checked((int)width) : null, null);
        if (shape.Count is not (3 or 4) || shape.Skip(1).Any(size => size is null))
            throw new FormatException($"its input \"{input.Name}\" has {shape.Count} dimensions, or sizes that are not declared; expected rows of features, or images");
        int[] sizes = [.. shape.Skip(shape.Count == 4 ? 1 : 0).Select(size => checked((int)(size ?? 1)))];
        var image = new ImageShape(shape.Count == 4 ? sizes[0] : 1, sizes[1], sizes[2]);
        return new(input.Name, checked(image.Channels * image.Height * image.Width), image);
    }

    /// <summary>Reads a node that standardises the input: y = (x − offset) · scale.</summary>
    /// <returns>Whether the node is one.</returns>
    /// <exception cref="FormatException">The node has an unsupported form.</exception>
    public bool TryReadScaler(OnnxNode node, LayerChain chain)
    {
        if (node.Domain != OnnxNode.MachineLearning || node.Operator != "Scaler" || node.Inputs.Count != 1 || !chain.IsEnd(node.Inputs[0]))
            return false;
        if (chain.Layers.Count > 0 || _scale is not null || Image is not null)
            throw new FormatException($"{node} is not before the first layer");
        float[] offset = [.. node["offset"]?.Singles ?? []], scale = [.. node["scale"]?.Singles ?? []];
        if (offset.Length == 0 || scale.Length != offset.Length || !offset.All(float.IsFinite) || !scale.All(factor => factor > 0 && float.IsFinite(factor)) || (Width is { } width && width != offset.Length))
            throw new FormatException($"{node} has offsets and scales that are not one finite number per feature, scales above 0");
        (_offset, _scale) = (offset, scale);
        chain.Alias(node, node.Inputs[0], makesRows: false);
        return true;
    }

    /// <summary>Returns the schema of the features.</summary>
    /// <param name="width">The number of features.</param>
    /// <param name="names">The names of the features; ignored if their number differs.</param>
    /// <exception cref="FormatException">The scaler is for another number of features.</exception>
    public InputSchema Schema(int width, IReadOnlyList<string>? names)
    {
        if (Image is { } image)
            return InputSchema.Images(image, Plain(image.Channels), pixelDivisor: 1);
        if (_offset is not null && _offset.Length != width)
            throw new FormatException($"its scaler takes {_offset.Length} features and its first layer {width}");
        var standardizer = _offset is null ? Plain(width) : new Standardizer([.. _offset.Select(value => (double)value)], [.. _scale!.Select(value => 1.0 / value)]);
        bool fit = names?.Count == width && names.Distinct(StringComparer.Ordinal).Count() == width;
        return InputSchema.Table(standardizer, fit ? names : null);
    }

    private static Standardizer Plain(int groups) => new(new double[groups], [.. Enumerable.Repeat(1.0, groups)]);
}
