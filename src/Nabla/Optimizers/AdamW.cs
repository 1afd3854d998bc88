namespace Nabla.Networks;

/// <summary>Adam with decoupled weight decay: weights lose the share η λ of themselves, then Adam's step follows.</summary>
/// <remarks>
/// Algorithm 2 of Loshchilov and Hutter 2019, "Decoupled weight decay regularization". Only weights decay, see <see cref="WeightDecay"/>: PyTorch's
/// AdamW decays all parameters unless it is given groups.
/// <inheritdoc cref="AdaptiveMoments"/>
/// </remarks>
public sealed class AdamW : Optimizer
{
    private readonly AdaptiveMoments _rule;

    /// <summary>The rule; Adam's defaults, and PyTorch's for the decay.</summary>
    /// <param name="learningRate">η: a finite number, at least 0. Default 0.001.</param>
    /// <param name="beta1">β₁: at least 0 and below 1. Default 0.9.</param>
    /// <param name="beta2">β₂: at least 0 and below 1. Default 0.999.</param>
    /// <param name="epsilon">ε: above 0. Default 1e-8.</param>
    /// <param name="weightDecay">λ: a finite number, at least 0. Default 0.01, as in PyTorch; the paper searches for it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public AdamW(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate, weightDecay) => _rule = new(beta1, beta2, epsilon);

    /// <inheritdoc/>
    public override string Kind => "AdamW";

    /// <summary>Gets β₁: how much of the mean gradient a step keeps.</summary>
    public double Beta1 => _rule.Beta1;

    /// <summary>Gets β₂: how much of the mean square a step keeps.</summary>
    public double Beta2 => _rule.Beta2;

    /// <summary>Gets ε: keeps the division finite.</summary>
    public double Epsilon => _rule.Epsilon;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Buffers => AdaptiveMoments.Buffers;

    /// <inheritdoc/>
    protected override void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate) =>
        _rule.Update(processor, parameters, state, learningRate);
}
