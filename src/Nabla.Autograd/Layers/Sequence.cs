namespace Nabla.Autograd.Layers;

/// <summary>A sequence of layers, in which each takes the output of the one before it. A network is a sequence.</summary>
/// <param name="layers">The layers, first to last.</param>
public sealed class Sequence(params IReadOnlyList<Layer> layers) : Layer
{
    private readonly Layer[] _layers = [.. layers];

    /// <summary>Gets the parameters of the layers, in order.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; } = [.. layers.SelectMany(layer => layer.Parameters)];

    /// <summary>Gets the statistics of the layers, in order.</summary>
    public override IReadOnlyList<Parameter> Statistics { get; } = [.. layers.SelectMany(layer => layer.Statistics)];

    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        if (parameters.Length != Parameters.Count)
            throw new ArgumentException($"These layers have {Parameters.Count} parameters; got nodes for {parameters.Length}.");
        foreach (var layer in _layers)
        {
            x = layer.Forward(x, parameters[..layer.Parameters.Count], pass);
            parameters = parameters[layer.Parameters.Count..];
        }

        return x;
    }
}
