using Nabla.Kernels;
using Nabla.Networks;

namespace Nabla.Optimizers;

/// <summary>A rule that turns gradients into new parameters. It holds settings; its memory is an <see cref="OptimizerState"/>.</summary>
public abstract class Optimizer
{
    /// <summary>Checks the learning rate: a finite number, at least 0.</summary>
    protected Optimizer(float learningRate)
    {
        if (!float.IsFinite(learningRate) || learningRate < 0)
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, $"The learning rate is {learningRate}; it must be a finite number, at least 0.");
        LearningRate = learningRate;
    }

    /// <summary>What it is called: "Sgd".</summary>
    public abstract string Kind { get; }

    /// <summary>The size of a step, before any schedule.</summary>
    public float LearningRate { get; }

    /// <summary>Numbers kept for each parameter value: SGD 0, with momentum 1.</summary>
    public abstract int Slots { get; }

    /// <summary>A memory that is still empty, for these parameters.</summary>
    public OptimizerState CreateState(ParameterStore parameters) => new(Slots, parameters.Values.Length);

    /// <summary>One update of all parameters. Allocates nothing.</summary>
    /// <param name="processor">Where the kernel runs.</param>
    /// <param name="parameters">Values and gradients.</param>
    /// <param name="state">From <see cref="CreateState"/>.</param>
    /// <param name="learningRate">The size of this step.</param>
    public void Step(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate)
    {
        state.Step++;
        Update(processor, parameters, state, learningRate);
    }

    /// <summary>The rule itself.</summary>
    protected abstract void Update(Processor processor, ParameterStore parameters, OptimizerState state, float learningRate);
}
