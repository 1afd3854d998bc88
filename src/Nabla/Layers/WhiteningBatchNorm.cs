using System.Globalization;

using System.Runtime.InteropServices;

namespace Nabla.Networks;

/// <summary>Batch normalisation with the whole covariance: decorrelates the features of a batch and gives each mean β and variance γ².</summary>
/// <remarks>
/// Indices: n sample of B, i and j feature. ∘ with γ or β acts on columns.
/// <code>
/// m = (1/B) 1ᵀx        c = x − 1m        Σ = (1/B) cᵀc        W = (Σ + ε1)^(−1/2)
/// forward    x̂ = c W                     y = γ ∘ x̂ + β
/// backward   dβ = Σₙ dy       dγ = Σₙ dy ∘ x̂       g = γ ∘ (dy − (1/B) 1 1ᵀdy)       dW = cᵀg
///            dΣ from dW: InverseSquareRoot         dx = g W + (2/B) c dΣ              each column of dx sums to 0
/// running    mean ← (1 − q) mean + q m             covariance ← (1 − q) covariance + q Σ B/(B − 1)
/// </code>
/// The root is the symmetric one (ZCA): of all whitening matrices it changes x by the smallest amount, and a rotation of the axes of x does not permute
/// features between steps. The covariance of x̂ is Σ(Σ + ε1)⁻¹: the identity, except in directions in which x hardly varies.
/// At inference the running mean and the inverse root of the running covariance replace m and W. They are recomputed only if the running covariance
/// has changed, and rows are independent. A transductive pass uses the batch's own statistics.
/// Everything between x and y is in double precision: an ill-conditioned Σ would cost single precision most of its digits.
/// Time grows as B·width² + width³. Derivation: docs/derivations/whitening.md.
/// </remarks>
public sealed class WhiteningBatchNorm : Layer
{
    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private readonly Parameter _runningMean;
    private readonly Parameter _runningCovariance;
    private readonly RunningWhitening _running;

    /// <summary>Initializes a layer with γ = 1, β = 0, running mean 0 and the identity as running covariance.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    /// <param name="epsilon">
    /// ε, added to each eigenvalue of the covariance; finite, above 0. Default 1e-3, as in Decorrelated Batch Normalization (Huang et al.).
    /// A batch of up to width rows has directions without variance, in which rounding errors and gradients are multiplied by 1/√ε:
    /// 32 with this default, 316 with batch normalisation's 1e-5.
    /// </param>
    /// <param name="momentum">q, the weight of a batch's statistics in the running estimates; from 0 to 1. Default 0.1, as in Huang et al. and PyTorch's BatchNorm.</param>
    public WhiteningBatchNorm(int width, float epsilon = 1e-3f, float momentum = 0.1f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (!float.IsFinite(epsilon) || epsilon <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epsilon), epsilon, string.Create(CultureInfo.InvariantCulture, $"Epsilon is {epsilon}; it must be a finite number above 0."));
        }

        if (!(momentum >= 0 && momentum <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(momentum), momentum,
                string.Create(CultureInfo.InvariantCulture, $"The momentum of running statistics is {momentum}; it must be from 0 to 1."));
        }

        (Inputs, Epsilon, Momentum) = (width, epsilon, momentum);
        _scale = new("gamma", 1, width, ParameterRole.Scale);
        _shift = new("beta", 1, width, ParameterRole.Shift);
        _runningMean = new("runningMean", 1, width, ParameterRole.Statistic);
        _runningCovariance = new("runningCovariance", width, width, ParameterRole.Statistic);
        (Parameters, Buffers) = ([_scale, _shift], [_runningMean, _runningCovariance]);
        _running = new(width, epsilon);
        Initialize(default);
    }

    /// <inheritdoc/>
    public override string Kind => "WhiteningBatchNorm";

    /// <inheritdoc/>
    public override int Inputs { get; }

    /// <inheritdoc/>
    public override int Outputs => Inputs;

    /// <summary>Gets ε, which is added to each eigenvalue of the covariance.</summary>
    public float Epsilon { get; }

    /// <summary>Gets q, the weight of a batch's statistics in the running estimates.</summary>
    public float Momentum { get; }

    /// <summary>Gets γ [1, width] and β [1, width], in this order.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Gets the running mean [1, width] and the running covariance [width, width], in this order.</summary>
    public override IReadOnlyList<Parameter> Buffers { get; }

    /// <summary>Returns the length of m, c, x̂, Σ, W and its factors: doubles, each in place of two floats.</summary>
    public override int CacheLength(int rows) => checked(2 * new WhiteningMemory(rows, Inputs).CacheDoubles);

    /// <summary>Returns the length of the gradients of x̂, Σ and x and of two intermediate products: doubles, each in place of two floats.</summary>
    public override int ScratchLength(int rows) => checked(2 * new WhiteningMemory(rows, Inputs).ScratchDoubles);

    /// <summary>Sets γ = 1, β = 0, running mean 0 and the identity as running covariance; uses no random numbers.</summary>
    public override void Initialize(RandomKey key)
    {
        _scale.Value.Data.Fill(1);
        _shift.Value.Data.Clear();
        _runningMean.Value.Data.Clear();
        _runningCovariance.Value.Data.Clear();
        for (int j = 0; j < Inputs; j++)
            _runningCovariance.Value[j, j] = 1;
    }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new LayerDescription(Kind, Inputs, Outputs)
        .With("epsilon", Epsilon, isShown: false)
        .With("momentum", Momentum, isShown: false);

    /// <inheritdoc/>
    public override void UpdateStatistics(in Pass pass, int rows, ReadOnlySpan<float> cache)
    {
        var kept = MemoryMarshal.Cast<float, double>(cache);
        var at = new WhiteningMemory(rows, Inputs);
        DoubleColumns.Average(Momentum, kept[at.Mean], 1, _runningMean.Value);
        DoubleColumns.Average(Momentum, kept[at.Sigma], rows / (rows - 1.0), _runningCovariance.Value);
    }

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        if (pass.Mode == PassMode.Inference)
        {
            Answer(in pass, x, y, cache);
            return;
        }

        pass.RequireWholeBatch(this, x.Rows);
        int rows = x.Rows, width = Inputs;
        if (pass.Mode == PassMode.Training && rows == 1)
            throw new ShapeException($"{this}: a training batch of 1 row has no covariance: its outputs would always be beta. Use batches of at least 2 rows.");
        var kept = MemoryMarshal.Cast<float, double>(cache);
        var at = new WhiteningMemory(rows, width);
        Span<double> centred = kept[at.Centred], sigma = kept[at.Sigma], factor = kept[at.Factor], whitening = kept[at.Whitening], whitened = kept[at.Whitened];
        DoubleColumns.Centre(x, kept[at.Mean], centred);                                                            // c = x − 1m
        DoubleProduct.MultiplyTransposed(pass.Processor, centred, centred, sigma, width, rows, width);              // B Σ = cᵀ c
        DoubleColumns.Divide(sigma, rows);
        sigma.CopyTo(factor);
        InverseSquareRoot.Forward(pass.Processor, factor, Epsilon, kept[at.Roots], whitening, kept[at.Rotations]);  // W = (Σ + ε1)^(−1/2)
        DoubleProduct.Multiply(pass.Processor, centred, whitening, whitened, rows, width, width);                   // x̂ = c W
        DoubleColumns.ScaleAndShift(whitened, _scale.Value.Data, _shift.Value.Data, y);                             // y = γ ∘ x̂ + β
    }

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        int rows = x.Rows, width = Inputs;
        var kept = MemoryMarshal.Cast<float, double>(cache);
        var work = MemoryMarshal.Cast<float, double>(scratch);
        var at = new WhiteningMemory(rows, width);
        DoubleColumns.AddDots(dy, kept[at.Whitened], work[at.Means], _scale.Gradient.Data);                         // dγ += Σₙ dy ∘ x̂
        Reduction.AddColumnSums(pass.Processor, dy, _shift.Gradient.Data);                                          // dβ += Σₙ dy
        if (dx.IsEmpty)
            return;

        Span<double> gradient = work[at.Gradient], covariance = work[at.Covariance], input = work[at.Input];
        DoubleColumns.Centre(dy, work[at.Means], gradient);
        DoubleColumns.Scale(gradient, _scale.Value.Data);                                                           // g
        DoubleProduct.MultiplyTransposed(pass.Processor, kept[at.Centred], gradient, covariance, width, rows, width);   // dW = cᵀ g
        InverseSquareRoot.Backward(pass.Processor, kept[at.Factor], kept[at.Roots], covariance, work[at.Products]); // dΣ
        DoubleColumns.Divide(covariance, rows / 2.0);
        DoubleProduct.Multiply(pass.Processor, gradient, kept[at.Whitening], input, rows, width, width);            // dx = g W
        DoubleProduct.AddMultiply(pass.Processor, kept[at.Centred], covariance, input, rows, width, width);         // dx += (2/B) c dΣ
        DoubleColumns.Round(input, dx);
    }

    /// <summary>Computes y = (x − 1 mean) (W ∘ γ) + β with the running estimates, in single precision: one product of a linear layer.</summary>
    private void Answer(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        var whitening = new PanelView(_running.For(pass.Processor, _runningCovariance.Value), Inputs, Inputs);
        var centred = new MatrixView(cache[..(x.Rows * Inputs)], x.Rows, Inputs);
        var scaled = new PanelView(cache.Slice(x.Rows * Inputs, Inputs * Inputs), Inputs, Inputs);
        ColumnScaling.Subtract(x, _runningMean.Value.Data, centred);
        ColumnScaling.Scale(whitening, _scale.Value.Data, scaled);
        Product.Affine(pass.Processor, centred, scaled, _shift.Value.Data, y);
    }
}
