using System.Numerics;

namespace Nabla.Networks;

/// <summary>A rule that turns gradients into new parameters. It holds settings; its memory is an <see cref="OptimizerState"/>.</summary>
/// <remarks>Weights decay first, then the rule itself moves all parameters. Settings are rounded to single precision where they meet parameters.</remarks>
public abstract class Optimizer
{
    private readonly WeightDecay _decay;

    /// <summary>Checks what all rules have.</summary>
    /// <param name="learningRate">η: a finite number, at least 0.</param>
    /// <param name="weightDecay">λ of <see cref="WeightDecay"/>: a finite number, at least 0; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    protected Optimizer(double learningRate, double weightDecay)
    {
        if (!float.IsFinite((float)learningRate) || learningRate < 0)
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, FormattableString.Invariant($"The learning rate is {learningRate}; it must be a finite number, at least 0."));
        LearningRate = learningRate;
        _decay = new WeightDecay(weightDecay);
    }

    /// <summary>What it is called: "Sgd".</summary>
    public abstract string Kind { get; }

    /// <summary>η: the size of a step, before any schedule.</summary>
    public double LearningRate { get; }

    /// <summary>λ: the share of the weights, times the learning rate, that each step takes away; 0 for none.</summary>
    public double WeightDecay => _decay.Value;

    /// <summary>Gets the names of the buffers that the rule keeps, one number for each parameter value in each: SGD none, with momentum "velocity".</summary>
    public abstract IReadOnlyList<string> Buffers { get; }

    /// <summary>A memory that is still empty, for these parameters.</summary>
    public OptimizerState CreateState(ParameterStore parameters) => new(Kind, parameters.Values.Length, Buffers);

    /// <summary>Returns why a saved state is not one of this rule on these parameters, as the end of a sentence; null if it is.</summary>
    /// <param name="saved">The saved state.</param>
    /// <param name="parameters">The parameters to go on with.</param>
    public string? WhyNotFrom(TrainingState saved, ParameterStore parameters) => OptimizerState.WhyNot(saved, Kind, parameters.Values.Length, Buffers);

    /// <summary>One update of all parameters. Allocates nothing.</summary>
    /// <param name="processor">Where the kernel runs.</param>
    /// <param name="parameters">Values and gradients.</param>
    /// <param name="state">From <see cref="CreateState"/>.</param>
    /// <param name="learningRate">The size of this step; rounded to single precision.</param>
    /// <exception cref="ArgumentException">The memory is of another rule or of other parameters.</exception>
    public void Step(Processor processor, ParameterStore parameters, OptimizerState state, double learningRate)
    {
        OptimizerState.ThrowIfNotFor(Kind, Buffers.Count, parameters, state);
        state.Step++;
        _decay.Apply(processor, parameters, (float)learningRate);
        Update(processor, parameters, state, (float)learningRate);
    }

    /// <summary>The rule itself.</summary>
    protected abstract void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate);

    /// <summary>Refuses what is not in [0, 1).</summary>
    internal static void ThrowIfNotAShare<T>(T value, string name, string description)
        where T : IFloatingPoint<T>
    {
        if (!(value >= T.Zero && value < T.One))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{description} is {value}; it must be at least 0 and below 1."));
    }

    /// <summary>Refuses a momentum that is not in [0, 1), or becomes 1 in single precision.</summary>
    internal static void ThrowIfNotAMomentum(double momentum)
    {
        ThrowIfNotAShare(momentum, nameof(momentum), "Momentum");
        if ((float)momentum == 1)
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, FormattableString.Invariant($"Momentum is {momentum}, which is 1 in single precision; it must be below 1."));
    }

    /// <summary>Refuses an epsilon that is not a positive number of single precision.</summary>
    internal static void ThrowIfNotAnEpsilon(double epsilon)
    {
        if (!((float)epsilon > 0 && float.IsFinite((float)epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, FormattableString.Invariant($"Epsilon is {epsilon}; it must be a finite number above 0 in single precision, because a root may be 0."));
    }
}
