namespace Nabla.Networks;

/// <summary>A block of layers whose input is added to its output.</summary>
/// <remarks>
/// f is the block's layers in sequence.
/// <code>
/// forward    y = f(x) + x                  x and f(x) have the same width
/// backward   dx = J_fᵀ dy + dy             both paths
/// </code>
/// The gradient may still vanish, because the paths can cancel (f(x) = −x). He, Zhang, Ren and Sun 2016.
/// The outputs and caches of the inner layers are stored consecutively in the block's cache, their gradients in its scratch memory.
/// Derivation: docs/derivations/residual.md.
/// </remarks>
public sealed class Residual : Layer
{
    /// <summary>Initializes a block.</summary>
    /// <param name="layers">The layers; at least one. Each must fit the one before it, and the last must have as many outputs as the first has inputs.</param>
    /// <exception cref="ArgumentException">Adjacent layers do not fit, or the block's input and output widths differ. A layer already belongs to a network or a block, or occurs twice.</exception>
    public Residual(params IReadOnlyList<Layer> layers)
    {
        var chain = Chain.Of(layers, "residual block", "Residual: ");
        if (chain[^1].Outputs != chain[0].Inputs)
        {
            throw new ShapeException(
                $"Residual: an input of [rows, {chain[0].Inputs}] cannot be added to an output of [rows, {chain[^1].Outputs}]; the block must have as many outputs as inputs.");
        }

        for (int i = 0; i < chain.Count; i++)
        {
            foreach (var parameter in chain[i].Parameters.Concat(chain[i].Buffers))
                parameter.NameWithin($"{i}");
        }

        Chain = chain;
        chain.Claim("residual block");
        Parameters = [.. chain.Layers.SelectMany(layer => layer.Parameters)];
        Buffers = [.. chain.Layers.SelectMany(layer => layer.Buffers)];
    }

    /// <inheritdoc/>
    public override string Kind => "Residual";

    /// <inheritdoc/>
    public override int Inputs => Chain[0].Inputs;

    /// <inheritdoc/>
    public override int Outputs => Inputs;

    /// <summary>Gets the layers of the block, first to last.</summary>
    public override IReadOnlyList<Layer> Layers => Chain.Layers;

    /// <summary>Gets the parameters of the inner layers, named "0.weight".</summary>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Gets the buffers of the inner layers.</summary>
    public override IReadOnlyList<Parameter> Buffers { get; }

    /// <inheritdoc/>
    internal override Chain Chain { get; }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(Kind, Inputs, Outputs, [.. Layers.Select(layer => layer.Describe())]);

    /// <inheritdoc/>
    public override int CacheLength(int rows) => PackedMemory.CacheLength(Chain, rows);

    /// <inheritdoc/>
    public override int ScratchLength(int rows) => PackedMemory.ScratchLength(Chain, rows);

    /// <inheritdoc/>
    public override void Initialize(RandomKey key) => Chain.Initialize(key);

    /// <inheritdoc/>
    public override void UpdateStatistics(in Pass pass, int rows, ReadOnlySpan<float> cache) =>
        Chain.UpdateStatistics(in pass, rows, new PackedResults(Chain, rows, cache, stackalloc int[Chain.Count]));

    /// <inheritdoc/>
    protected override Layer CreateCopy(LayerRegistry registry) => new Residual([.. Layers.Select(layer => layer.Copy(registry))]);

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        var inner = Chain.Forward(in pass, x, new PackedForwardMemory(Chain, x.Rows, cache, stackalloc int[Chain.Count]));
        Combine.Add(pass.Processor, inner, x, y);                                                       // y = f(x) + x
    }

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        var results = new PackedResults(Chain, x.Rows, cache, stackalloc int[Chain.Count]);
        Chain.Backward(in pass, x, new PackedBackwardMemory(Chain, x.Rows, results, scratch, stackalloc int[Chain.Count]), dy, dx);
        if (!dx.IsEmpty)
            Combine.Add(pass.Processor, dx, dy, dx);                                                    // dx = J_fᵀ dy + dy
    }
}
