namespace Nabla.Networks;

/// <summary>A linear (fully connected) layer: every output is a weighted sum of all inputs plus a bias.</summary>
/// <remarks>
/// Indices: n sample, i input, j output.
/// <code>
/// forward    y[n,j] = b[j] + Σᵢ x[n,i] W[i,j]                y = 1b + xW
/// backward   dW = xᵀ dy        db = 1ᵀ dy        dx = dy Wᵀ
/// </code>
/// W is [inputs, outputs], so that all three products run along outputs and every sum has a fixed order; in y = Wx notation W is its transpose.
/// It is stored in panels of 32 outputs, so that a product reads memory sequentially.
/// Derivation: docs/derivations/linear.md.
/// </remarks>
public sealed class Linear : Layer
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    /// <summary>Initializes a layer whose parameters are 0 until <see cref="Initialize"/>.</summary>
    /// <param name="inputs">The number of input features; at least 1.</param>
    /// <param name="outputs">The number of output features; at least 1.</param>
    /// <param name="initializer">The distribution of the initial weights. Default <see cref="Initializer.KaimingNormal"/>.</param>
    /// <param name="gain">
    /// The factor on the standard deviation of the Kaiming initializers. Default √2, for inputs that come from a rectifier. Use 1 for a network's
    /// first layer, whose input no rectifier has halved.
    /// </param>
    public Linear(int inputs, int outputs, Initializer initializer = Initializer.KaimingNormal, double gain = Initialization.RectifierGain)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        (Inputs, Outputs, Initializer, Gain) = (inputs, outputs, initializer, gain);
        _weight = new("weight", inputs, outputs, ParameterRole.Weight);
        _bias = new("bias", 1, outputs, ParameterRole.Bias);
        Parameters = [_weight, _bias];
    }

    /// <inheritdoc/>
    public override string Kind => "Linear";

    /// <inheritdoc/>
    public override int Inputs { get; }

    /// <inheritdoc/>
    public override int Outputs { get; }

    /// <summary>Gets the distribution of the initial weights.</summary>
    public Initializer Initializer { get; }

    /// <summary>Gets the factor on the standard deviation of the Kaiming initializers.</summary>
    public double Gain { get; }

    /// <summary>Gets the weight [inputs, outputs] and the bias [1, outputs], in this order.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(RandomKey key) => Initialization.Fill(Initializer, Gain, _weight, _bias, key);

    /// <summary>Also copies <see cref="Initializer"/> and <see cref="Gain"/>, which descriptions omit because they only matter before training.</summary>
    protected override Layer CreateCopy(LayerRegistry registry) => new Linear(Inputs, Outputs, Initializer, Gain);

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache) =>
        Product.Affine(pass.Processor, x, _weight.Value, _bias.Value.Data, y);                          // y = 1b + xW

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        var dw = _weight.GradientToAddTo(out bool dwIsZero);
        var db = _bias.GradientToAddTo(out bool dbIsZero);
        Product.AddTransposedLeft(pass.Processor, x, dy, dw, dwIsZero);                                 // dW += xᵀ dy
        Reduction.AddColumnSums(pass.Processor, dy, db.Data, dbIsZero);                                 // db += 1ᵀ dy
        if (!dx.IsEmpty)
            Product.TransposedRight(pass.Processor, dy, _weight.Value, dx);                             // dx = dy Wᵀ
    }
}
