namespace Nabla.Autograd.Layers;

/// <summary>y = f(x) + x, where f is a row of layers.</summary>
/// <param name="layers">f; its last layer puts out as many features as its first takes in.</param>
public sealed class Residual(params IReadOnlyList<Layer> layers) : Layer
{
    private readonly Sequence _block = new(layers);

    /// <summary>Those of the block's layers, in their order.</summary>
    public override IReadOnlyList<Parameter> Parameters => _block.Parameters;

    /// <summary>Those of the block's layers, in their order.</summary>
    public override IReadOnlyList<Parameter> Statistics => _block.Statistics;

    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => _block.Forward(x, parameters, pass) + x;
}
