using System.Numerics;

namespace Nabla.Networks;

/// <summary>The base class of optimizers, which update parameters from gradients. It holds settings; the state is an <see cref="OptimizerState"/>.</summary>
/// <remarks>Weight decay is applied first, then the update rule to all parameters. Settings are rounded to single precision when they are applied.</remarks>
public abstract class Optimizer
{
    private readonly WeightDecay _decay;

    /// <summary>Initializes the settings that all optimizers share.</summary>
    /// <param name="learningRate">η; finite, at least 0.</param>
    /// <param name="weightDecay">λ of <see cref="WeightDecay"/>; finite, at least 0; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    protected Optimizer(double learningRate, double weightDecay)
    {
        if (!float.IsFinite((float)learningRate) || learningRate < 0)
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, FormattableString.Invariant($"The learning rate is {learningRate}; it must be a finite number, at least 0."));
        LearningRate = learningRate;
        _decay = new WeightDecay(weightDecay);
    }

    /// <summary>Gets the kind of optimizer: "Sgd".</summary>
    public abstract string Kind { get; }

    /// <summary>Gets η, the learning rate before any schedule.</summary>
    public double LearningRate { get; }

    /// <summary>Gets λ, the fraction of the weights, multiplied by the learning rate, that each step removes; 0 for none.</summary>
    public double WeightDecay => _decay.Value;

    /// <summary>Gets the names of the buffers that the optimizer keeps, each with one element per parameter value: none for plain SGD, "velocity" with momentum.</summary>
    public abstract IReadOnlyList<string> Buffers { get; }

    /// <summary>Creates empty state for these parameters.</summary>
    public OptimizerState CreateState(ParameterStore parameters) => new(Kind, parameters.Values.Length, Buffers);

    /// <summary>Returns why saved state does not belong to this optimizer and these parameters, as the end of a sentence; null if it does.</summary>
    /// <param name="saved">The saved state.</param>
    /// <param name="parameters">The parameters to resume with.</param>
    public string? WhyNotFrom(TrainingState saved, ParameterStore parameters) => OptimizerState.WhyNot(saved, Kind, parameters.Values.Length, Buffers);

    /// <summary>Updates all parameters. Allocates nothing.</summary>
    /// <param name="processor">The processor that runs the kernel.</param>
    /// <param name="parameters">The parameters, with their gradients.</param>
    /// <param name="state">State from <see cref="CreateState"/>.</param>
    /// <param name="learningRate">The learning rate of this step; rounded to single precision.</param>
    /// <exception cref="ArgumentException">The state belongs to another optimizer or to other parameters.</exception>
    public void Step(Processor processor, ParameterStore parameters, OptimizerState state, double learningRate)
    {
        OptimizerState.ThrowIfNotFor(Kind, Buffers.Count, parameters, state);
        state.Step++;
        _decay.Apply(processor, parameters, (float)learningRate);
        Update(processor, parameters, state, (float)learningRate);
    }

    /// <summary>Applies the update rule.</summary>
    protected abstract void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate);

    /// <summary>Throws if a value is outside [0, 1).</summary>
    internal static void ThrowIfNotAShare<T>(T value, string name, string description)
        where T : IFloatingPoint<T>
    {
        if (!(value >= T.Zero && value < T.One))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{description} is {value}; it must be at least 0 and below 1."));
    }

    /// <summary>Throws if a momentum is outside [0, 1), or becomes 1 in single precision.</summary>
    internal static void ThrowIfNotAMomentum(double momentum)
    {
        ThrowIfNotAShare(momentum, nameof(momentum), "Momentum");
        if ((float)momentum == 1)
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, FormattableString.Invariant($"Momentum is {momentum}, which is 1 in single precision; it must be below 1."));
    }

    /// <summary>Throws if an epsilon is not positive in single precision.</summary>
    internal static void ThrowIfNotAnEpsilon(double epsilon)
    {
        if (!((float)epsilon > 0 && float.IsFinite((float)epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, FormattableString.Invariant($"Epsilon is {epsilon}; it must be a finite number above 0 in single precision, because a root may be 0."));
    }
}
