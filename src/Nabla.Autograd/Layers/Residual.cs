namespace Nabla.Autograd.Layers;

/// <summary>y = f(x) + x, where f is a sequence of layers.</summary>
/// <param name="layers">The layers of f; the last must have as many outputs as the first has inputs.</param>
public sealed class Residual(params IReadOnlyList<Layer> layers) : Layer
{
    private readonly Sequence _block = new(layers);

    /// <summary>Gets the parameters of the block's layers, in order.</summary>
    public override IReadOnlyList<Parameter> Parameters => _block.Parameters;

    /// <summary>Gets the statistics of the block's layers, in order.</summary>
    public override IReadOnlyList<Parameter> Statistics => _block.Statistics;

    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => _block.Forward(x, parameters, pass) + x;
}
