namespace Nabla.Networks;

/// <summary>The base class of layers: a differentiable function of a batch, with trainable parameters.</summary>
/// <remarks>
/// The contract:
/// <list type="bullet">
/// A layer describes a function and owns parameters. It stores nothing of a batch, so several threads may use one layer at the same time.
/// <item>The backward pass receives x, y and cache unchanged. The cache holds whatever else the layer needs there.</item>
/// <item>Backward overwrites dx and adds to the parameters' gradients. dx is empty if the input gradient is not required, as in the first layer.</item>
/// <item>Arguments do not overlap. Rows are samples.</item>
/// <item>Forward writes only y and cache. A layer with running statistics stores those of the batch in the cache; <see cref="UpdateStatistics"/> updates the running ones.</item>
/// <item>Neither pass allocates. Random values depend only on <see cref="Pass.Key"/>, <see cref="Pass.Step"/> and the position in the whole batch (<see cref="Pass.RowOffset"/>).</item>
/// <item>A layer belongs to one network or block, which stores its parameters. <see cref="Copy"/> creates an independent layer.</item>
/// </list>
/// The public methods check shapes; the protected methods that a layer implements can rely on them.
/// For an example of a custom layer see docs/custom-layers.md.
/// </remarks>
public abstract class Layer
{
    /// <summary>Gets the kind of layer: "Linear".</summary>
    public abstract string Kind { get; }

    /// <summary>Gets the number of input features.</summary>
    public abstract int Inputs { get; }

    /// <summary>Gets the number of output features.</summary>
    public abstract int Outputs { get; }

    /// <summary>Returns the number of floats that the forward pass stores for the backward pass, besides x and y, for a batch of this many rows.</summary>
    public virtual int CacheLength(int rows) => 0;

    /// <summary>Returns the number of floats of scratch memory that the backward pass needs for a batch of this many rows.</summary>
    public virtual int ScratchLength(int rows) => 0;

    /// <summary>Gets the trainable parameters, in the order that optimizers, files and fingerprints use.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>Gets the state that is updated without gradients and saved with the model: running statistics.</summary>
    public virtual IReadOnlyList<Parameter> Buffers => [];

    /// <summary>Gets the layers inside a block, first to last; empty for all other layers.</summary>
    public virtual IReadOnlyList<Layer> Layers => [];

    /// <summary>Gets the owner of the layer, "network" or "residual block"; null if it has none yet.</summary>
    internal string? Owner { get; set; }

    /// <summary>Gets the layers inside a block as a chain; null for all other layers.</summary>
    internal virtual Chain? Chain => null;

    /// <summary>Describes the layer: its kind, widths and settings, without its parameters.</summary>
    /// <remarks>
    /// Files, <see cref="ToString"/> and <see cref="Copy"/> are based on it. A layer with settings overrides this method and adds them;
    /// <see cref="LayerRegistry"/> creates a layer from a description.
    /// </remarks>
    public virtual LayerDescription Describe() => new(Kind, Inputs, Outputs);

    /// <summary>Copies the layer with its settings and the values of its parameters and buffers. The copy belongs to no network.</summary>
    /// <param name="registry">The registry that creates the copy from <see cref="Describe"/>. Default <see cref="LayerRegistry.Default"/>, which knows the library's own layers.</param>
    /// <exception cref="InvalidOperationException">The registry does not know the layer, or creates a different one.</exception>
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

    /// <summary>Draws the initial values of the parameters.</summary>
    public virtual void Initialize(RandomKey key)
    {
    }

    /// <summary>Computes y = f(x).</summary>
    /// <param name="pass">The context of the pass.</param>
    /// <param name="x">The input, [rows, <see cref="Inputs"/>].</param>
    /// <param name="y">Receives the output, [rows, <see cref="Outputs"/>].</param>
    /// <param name="cache">Receives the <see cref="CacheLength"/> floats that the backward pass needs.</param>
    /// <exception cref="ArgumentException">A shape differs from the one documented.</exception>
    public void Forward(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        pass.RequireUsable(x.Rows);
        ShapeException.ThrowIfDifferent(this, "input", x.Rows, x.Columns, x.Rows, Inputs);
        ShapeException.ThrowIfDifferent(this, "output", y.Rows, y.Columns, x.Rows, Outputs);
        ShapeException.ThrowIfDifferent(this, "cache", 1, cache.Length, 1, CacheLength(x.Rows));
        ForwardCore(in pass, x, y, cache);
    }

    /// <summary>Computes ∂L/∂x from ∂L/∂y, and adds to the parameters' gradients.</summary>
    /// <param name="pass">The pass given to <see cref="Forward"/>.</param>
    /// <param name="x">The input given to <see cref="Forward"/>.</param>
    /// <param name="y">The output of <see cref="Forward"/>.</param>
    /// <param name="cache">The cache that <see cref="Forward"/> filled.</param>
    /// <param name="dy">The output gradient ∂L/∂y, [rows, <see cref="Outputs"/>].</param>
    /// <param name="dx">Receives the input gradient ∂L/∂x, [rows, <see cref="Inputs"/>]; empty if it is not required.</param>
    /// <param name="scratch">Scratch memory of <see cref="ScratchLength"/> floats; its contents need not be initialised and are not meaningful afterwards.</param>
    /// <exception cref="ArgumentException">A shape differs from the one documented.</exception>
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

    /// <summary>Updates <see cref="Buffers"/> with a training batch's statistics. Called once a step, after the backward pass.</summary>
    /// <param name="pass">The pass given to <see cref="Forward"/>.</param>
    /// <param name="rows">The number of rows of the batch.</param>
    /// <param name="cache">The cache that <see cref="Forward"/> filled.</param>
    public virtual void UpdateStatistics(in Pass pass, int rows, ReadOnlySpan<float> cache)
    {
    }

    /// <summary>Creates a layer with the same settings, for <see cref="Copy"/>. Override it if the description does not contain all of them.</summary>
    /// <param name="registry">The registry that creates layers from descriptions.</param>
    /// <exception cref="FormatException">The registry does not know the layer.</exception>
    protected virtual Layer CreateCopy(LayerRegistry registry) => registry.Create(Describe());

    /// <summary>Implements <see cref="Forward"/>; shapes have been checked.</summary>
    protected abstract void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache);

    /// <summary>Implements <see cref="Backward"/>; shapes have been checked.</summary>
    protected abstract void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch);

    /// <summary>Returns the layer's description as text: "Linear(3072 -> 128)".</summary>
    public sealed override string ToString() => Describe().ToString();
}
