using Nabla.Networks;

namespace Nabla;

/// <summary>Adam: each parameter's step is the mean of its gradients over the root of their mean square.</summary>
/// <remarks><inheritdoc cref="AdaptiveMoments"/></remarks>
public sealed class Adam : Optimizer
{
    private readonly AdaptiveMoments _rule;

    /// <summary>The rule; the defaults are those that Kingma and Ba 2015 recommend.</summary>
    /// <param name="learningRate">η: a finite number, at least 0. Default 0.001.</param>
    /// <param name="beta1">β₁: at least 0 and below 1. Default 0.9.</param>
    /// <param name="beta2">β₂: at least 0 and below 1. Default 0.999.</param>
    /// <param name="epsilon">ε: above 0. Default 1e-8.</param>
    /// <param name="weightDecay">λ of <see cref="WeightDecay"/>: a finite number, at least 0. Default 0; with any other it is <see cref="AdamW"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, weightDecay) => _rule = new(beta1, beta2, epsilon);

    /// <inheritdoc/>
    public override string Kind => "Adam";

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
