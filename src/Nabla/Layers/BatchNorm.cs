using System.Globalization;

namespace Nabla.Networks;

/// <summary>Normalises every feature of a batch to mean β and variance γ².</summary>
/// <remarks>
/// Indices: n sample of B, j feature.
/// <code>
/// m[j] = (1/B) Σₙ x[n,j]        v[j] = (1/B) Σₙ (x[n,j] − m[j])²
/// forward    x̂ = (x − m)/√(v + ε)          y = γ x̂ + β
/// backward   dβ = Σₙ dy       dγ = Σₙ dy ∘ x̂
///            dx = γ/√(v + ε) (dy − dβ/B − x̂ ∘ dγ/B)        through mean and variance; each column of dx sums to 0
/// running    mean ← (1 − q) mean + q m      variance ← (1 − q) variance + q v B/(B − 1)
/// </code>
/// As in Ioffe and Szegedy 2015 (algorithms 1 and 2) and PyTorch, the batch variance divides by B and the running variance by B − 1.
/// At inference the running estimates replace m and v; a transductive pass uses the batch's own statistics.
/// Derivation: docs/derivations/batch-normalization.md.
/// </remarks>
public sealed class BatchNorm : Layer
{
    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private readonly Parameter _runningMean;
    private readonly Parameter _runningVariance;

    /// <summary>Initializes a layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    /// <param name="epsilon">ε, added to the variance before the square root; finite, at least 0. Default 1e-5, as in PyTorch.</param>
    /// <param name="momentum">q, the weight of a batch's statistics in the running estimates; from 0 to 1. Default 0.1, as in PyTorch.</param>
    public BatchNorm(int width, float epsilon = 1e-5f, float momentum = 0.1f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (!float.IsFinite(epsilon) || epsilon < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epsilon), epsilon, string.Create(CultureInfo.InvariantCulture, $"Epsilon is {epsilon}; it must be a finite number, at least 0."));
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
        _runningVariance = new("runningVariance", 1, width, ParameterRole.Statistic);
        (Parameters, Buffers) = ([_scale, _shift], [_runningMean, _runningVariance]);
        Initialize(default);
    }

    /// <inheritdoc/>
    public override string Kind => "BatchNorm";

    /// <inheritdoc/>
    public override int Inputs { get; }

    /// <inheritdoc/>
    public override int Outputs => Inputs;

    /// <summary>Gets ε, which is added to the variance.</summary>
    public float Epsilon { get; }

    /// <summary>Gets q, the weight of a batch's statistics in the running estimates.</summary>
    public float Momentum { get; }

    /// <summary>Gets γ [1, width] and β [1, width], in this order.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Gets the running mean [1, width] and the running variance [1, width], in this order.</summary>
    public override IReadOnlyList<Parameter> Buffers { get; }

    /// <summary>Returns the length of the batch's mean, its variance, and 1/√(v + ε).</summary>
    public override int CacheLength(int rows) => 3 * Inputs;

    /// <summary>Sets γ = 1, β = 0, running mean 0 and running variance 1; uses no random numbers.</summary>
    public override void Initialize(RandomKey key)
    {
        _scale.Value.Data.Fill(1);
        _shift.Value.Data.Clear();
        _runningMean.Value.Data.Clear();
        _runningVariance.Value.Data.Fill(1);
    }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new LayerDescription(Kind, Inputs, Outputs)
        .With("epsilon", Epsilon, isShown: false)
        .With("momentum", Momentum, isShown: false);

    /// <inheritdoc/>
    public override void UpdateStatistics(in Pass pass, int rows, ReadOnlySpan<float> cache)
    {
        Span<float> mean = _runningMean.Value.Data, variance = _runningVariance.Value.Data;
        float unbiased = (float)rows / (rows - 1);
        for (int j = 0; j < Inputs; j++)
        {
            mean[j] += Momentum * (cache[j] - mean[j]);
            variance[j] += Momentum * ((cache[Inputs + j] * unbiased) - variance[j]);
        }
    }

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        Span<float> scale = _scale.Value.Data, shift = _shift.Value.Data;
        Span<float> mean = cache[..Inputs], variance = cache[Inputs..(2 * Inputs)], inverse = cache[(2 * Inputs)..];
        if (pass.Mode == PassMode.Inference)
        {
            BatchNormalization.Apply(pass.Processor, x, scale, shift, Epsilon, _runningMean.Value.Data, _runningVariance.Value.Data, inverse, y);
            return;
        }

        pass.RequireWholeBatch(this, x.Rows);
        if (pass.Mode == PassMode.Training && x.Rows == 1)
            throw new ShapeException($"{this}: a training batch of 1 row has no variance: its outputs would always be beta. Use batches of at least 2 rows.");
        BatchNormalization.Forward(pass.Processor, x, scale, shift, Epsilon, mean, variance, inverse, y);
    }

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch) =>
        BatchNormalization.Backward(
            pass.Processor, x, _scale.Value.Data, cache[..Inputs], cache[(2 * Inputs)..], dy, _scale.Gradient.Data, _shift.Gradient.Data, dx);
}
