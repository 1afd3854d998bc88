namespace Nabla.Networks;

/// <summary>A block of layers whose input is added to its output.</summary>
/// <remarks>
/// f the layers of the block in a row. Claims B11 to B13.
/// <code>
/// forward    y = f(x) + x                  widths of x and f(x) are equal (B11)
/// backward   dx = J_fᵀ dy + dy             both paths (B12)
/// </code>
/// The gradient is not bound to stay large: the paths can cancel (B13, f(x) = −x). He, Zhang, Ren and Sun 2016.
/// What the block's layers put out, and what each leaves for its backward pass, lies one after the other in the cache; their gradients in the scratch.
/// Derivation: docs/derivations/residual.md.
/// </remarks>
public sealed class Residual : Layer
{
    /// <summary>A block.</summary>
    /// <param name="layers">At least one; each fits the one before it, and the last puts out as many features as the first takes in.</param>
    /// <exception cref="ArgumentException">Two neighbours do not fit, or the block's widths differ. A layer already belongs to a network or a block, or stands in this one twice.</exception>
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

    /// <summary>The layers of the block, first to last.</summary>
    public override IReadOnlyList<Layer> Layers => Chain.Layers;

    /// <summary>Those of its layers, named "0.weight".</summary>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Those of its layers.</summary>
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
