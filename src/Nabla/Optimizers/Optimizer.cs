using System.Numerics;
using Nabla.Kernels;
using Nabla.Networks;

namespace Nabla.Optimizers;

/// <summary>A rule that turns gradients into new parameters. It holds settings; its memory is an <see cref="OptimizerState"/>.</summary>
/// <remarks>Weights decay first, then the rule itself moves all parameters.</remarks>
public abstract class Optimizer
{
    private readonly WeightDecay _decay;

    /// <summary>Checks what all rules have.</summary>
    /// <param name="learningRate">η: a finite number, at least 0.</param>
    /// <param name="weightDecay">λ of <see cref="Optimizers.WeightDecay"/>: a finite number, at least 0; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    protected Optimizer(float learningRate, double weightDecay)
    {
        if (!float.IsFinite(learningRate) || learningRate < 0)
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, FormattableString.Invariant($"The learning rate is {learningRate}; it must be a finite number, at least 0."));
        LearningRate = learningRate;
        _decay = new WeightDecay(weightDecay);
    }

    /// <summary>What it is called: "Sgd".</summary>
    public abstract string Kind { get; }

    /// <summary>η: the size of a step, before any schedule.</summary>
    public float LearningRate { get; }

    /// <summary>λ: the share of the weights, times the learning rate, that each step takes away; 0 for none.</summary>
    public double WeightDecay => _decay.Value;

    /// <summary>Numbers kept for each parameter value: SGD 0, with momentum 1.</summary>
    public abstract int Slots { get; }

    /// <summary>A memory that is still empty, for these parameters.</summary>
    public OptimizerState CreateState(ParameterStore parameters) => new(Slots, parameters.Values.Length);

    /// <summary>One update of all parameters. Allocates nothing.</summary>
    /// <param name="processor">Where the kernel runs.</param>
    /// <param name="parameters">Values and gradients.</param>
    /// <param name="state">From <see cref="CreateState"/>.</param>
    /// <param name="learningRate">The size of this step.</param>
    /// <exception cref="ArgumentException">The memory is of another rule or of other parameters.</exception>
    public void Step(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate)
    {
        OptimizerState.ThrowIfNotFor(Kind, Slots, parameters, state);
        state.Step++;
        _decay.Apply(processor, parameters, learningRate);
        Update(processor, parameters, state, learningRate);
    }

    /// <summary>The rule itself.</summary>
    protected abstract void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate);

    /// <summary>Refuses what is not in [0, 1).</summary>
    private protected static void ThrowIfNotAShare<T>(T value, string name, string description)
        where T : IFloatingPoint<T>
    {
        if (!(value >= T.Zero && value < T.One))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{description} is {value}; it must be at least 0 and below 1."));
    }

    /// <summary>Refuses an epsilon that is not a positive number of single precision.</summary>
    private protected static void ThrowIfNotAnEpsilon(double epsilon)
    {
        if (!((float)epsilon > 0 && float.IsFinite((float)epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, FormattableString.Invariant($"Epsilon is {epsilon}; it must be a finite number above 0 in single precision: a root may be 0."));
    }
}
