namespace Nabla.Networks;

/// <summary>A function of a batch, with parameters, and its derivative.</summary>
/// <remarks>
/// The contract:
/// <list type="bullet">
/// <item>A layer describes a function and owns parameters. It keeps nothing of a batch, so many threads may use one layer at once.</item>
/// <item>x, y and cache come back unchanged in the backward pass. The cache is whatever else the layer needs then.</item>
/// <item>Backward overwrites dx and adds to the parameters' gradients. dx is empty when nobody needs it: the first layer's.</item>
/// <item>No argument overlaps another. Rows are samples.</item>
/// <item>Forward writes y and cache alone. A layer with running statistics leaves the batch's in the cache; <see cref="UpdateStatistics"/> folds them in.</item>
/// <item>Neither pass allocates. Whatever is random depends on <see cref="Pass.Key"/>, <see cref="Pass.Step"/> and the position in the whole batch (<see cref="Pass.RowOffset"/>) alone.</item>
/// <item>A layer belongs to one network or block: its parameters move there. <see cref="Copy"/> gives another.</item>
/// </list>
/// The public methods check shapes; the protected ones that a layer implements can trust them.
/// Whoever derives a layer of their own finds an example in docs/custom-layers.md.
/// </remarks>
public abstract class Layer
{
    /// <summary>What it is called: "Linear".</summary>
    public abstract string Kind { get; }

    /// <summary>Features of a row that comes in.</summary>
    public abstract int Inputs { get; }

    /// <summary>Features of a row that goes out.</summary>
    public abstract int Outputs { get; }

    /// <summary>Floats that forward leaves for backward besides x and y, for a batch of this many rows.</summary>
    public virtual int CacheLength(int rows) => 0;

    /// <summary>Floats that backward needs to work in, for a batch of this many rows.</summary>
    public virtual int ScratchLength(int rows) => 0;

    /// <summary>What is trained, in the order in which optimizers, files and fingerprints walk it.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>What is learned from batches without a gradient, and kept with the model: running statistics.</summary>
    public virtual IReadOnlyList<Parameter> Buffers => [];

    /// <summary>Gets the layers inside a block, first to last; empty for all other layers.</summary>
    public virtual IReadOnlyList<Layer> Layers => [];

    /// <summary>Gets whom the layer belongs to, "network" or "residual block"; null until one takes it in.</summary>
    internal string? Owner { get; set; }

    /// <summary>Gets the layers inside a block with the way a pass takes through them; null for all other layers.</summary>
    internal virtual Chain? Chain => null;

    /// <summary>Describes the layer: its kind, widths and settings, without its parameters.</summary>
    /// <remarks>
    /// Files, <see cref="ToString"/> and <see cref="Copy"/> follow from it. A layer with settings overrides it and lists them;
    /// <see cref="LayerRegistry"/> says how a description becomes a layer again.
    /// </remarks>
    public virtual LayerDescription Describe() => new(Kind, Inputs, Outputs);

    /// <summary>Copies the layer with its settings and the values of its parameters and buffers. The copy belongs to no network.</summary>
    /// <param name="registry">Creates the copy from <see cref="Describe"/>. Default <see cref="LayerRegistry.Default"/>, which knows the library's own layers.</param>
    /// <exception cref="InvalidOperationException">The registry does not know the layer, or creates another.</exception>
    public Layer Copy(LayerRegistry? registry = null)
    {
        Layer copy;
        try
        {
            copy = CreateCopy(registry ?? LayerRegistry.Default);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"{this} cannot be copied: {e.Message}.", e);
        }

        CopyValues(Parameters, copy.Parameters);
        CopyValues(Buffers, copy.Buffers);
        return copy;

        void CopyValues(IReadOnlyList<Parameter> from, IReadOnlyList<Parameter> to)
        {
            if (!from.Select(parameter => (parameter.Rows, parameter.Columns)).SequenceEqual(to.Select(parameter => (parameter.Rows, parameter.Columns))))
                throw new InvalidOperationException($"{this} cannot be copied: {copy} has different parameters.");
            for (int i = 0; i < from.Count; i++)
                from[i].Value.Data.CopyTo(to[i].Value.Data);
        }
    }

    /// <summary>Draws the parameters' first values.</summary>
    public virtual void Initialize(RandomKey key)
    {
    }

    /// <summary>y = f(x).</summary>
    /// <param name="pass">Everything else it may know.</param>
    /// <param name="x">[rows, <see cref="Inputs"/>].</param>
    /// <param name="y">Receives [rows, <see cref="Outputs"/>].</param>
    /// <param name="cache">Receives <see cref="CacheLength"/> floats.</param>
    /// <exception cref="ArgumentException">A shape differs from these.</exception>
    public void Forward(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        pass.RequireUsable(x.Rows);
        ShapeException.ThrowIfDifferent(this, "input", x.Rows, x.Columns, x.Rows, Inputs);
        ShapeException.ThrowIfDifferent(this, "output", y.Rows, y.Columns, x.Rows, Outputs);
        ShapeException.ThrowIfDifferent(this, "cache", 1, cache.Length, 1, CacheLength(x.Rows));
        ForwardCore(in pass, x, y, cache);
    }

    /// <summary>From ∂L/∂y to ∂L/∂x and the parameters' gradients.</summary>
    /// <param name="pass">As it was in <see cref="Forward"/>.</param>
    /// <param name="x">As it was.</param>
    /// <param name="y">As forward left it.</param>
    /// <param name="cache">As forward left it.</param>
    /// <param name="dy">∂L/∂y, [rows, <see cref="Outputs"/>].</param>
    /// <param name="dx">Receives ∂L/∂x, [rows, <see cref="Inputs"/>]; empty when nobody needs it.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats to work in; what they hold before and after means nothing.</param>
    /// <exception cref="ArgumentException">A shape differs from these.</exception>
    public void Backward(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        pass.RequireUsable(x.Rows);
        ShapeException.ThrowIfDifferent(this, "input", x.Rows, x.Columns, x.Rows, Inputs);
        ShapeException.ThrowIfDifferent(this, "output", y.Rows, y.Columns, x.Rows, Outputs);
        ShapeException.ThrowIfDifferent(this, "cache", 1, cache.Length, 1, CacheLength(x.Rows));
        ShapeException.ThrowIfDifferent(this, "output gradient", dy.Rows, dy.Columns, x.Rows, Outputs);
        if (!dx.IsEmpty)
            ShapeException.ThrowIfDifferent(this, "input gradient", dx.Rows, dx.Columns, x.Rows, Inputs);
        ShapeException.ThrowIfDifferent(this, "scratch", 1, scratch.Length, 1, ScratchLength(x.Rows));
        BackwardCore(in pass, x, y, cache, dy, dx, scratch);
    }

    /// <summary>Folds a training batch's statistics into <see cref="Buffers"/>: once a step, after the backward pass.</summary>
    /// <param name="pass">As it was in <see cref="Forward"/>.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="cache">As forward left it.</param>
    public virtual void UpdateStatistics(in Pass pass, int rows, ReadOnlySpan<float> cache)
    {
    }

    /// <summary>Creates a layer with the same settings, for <see cref="Copy"/>. Override it where the description does not hold all of them.</summary>
    /// <param name="registry">Creates layers from descriptions.</param>
    /// <exception cref="FormatException">The registry does not know the layer.</exception>
    protected virtual Layer CreateCopy(LayerRegistry registry) => registry.Create(Describe());

    /// <summary><see cref="Forward"/> with shapes that agree.</summary>
    protected abstract void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache);

    /// <summary><see cref="Backward"/> with shapes that agree.</summary>
    protected abstract void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch);

    /// <summary>The layer's description as a text: "Linear(3072 -> 128)".</summary>
    public sealed override string ToString() => Describe().ToString();
}
