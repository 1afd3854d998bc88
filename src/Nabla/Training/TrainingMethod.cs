namespace Nabla.Networks;

/// <summary>How parameters become better ones: what a <see cref="Trainer"/> repeats.</summary>
/// <remarks>An <see cref="Optimizer"/> is a method wherever one is expected: each step computes the gradient of a batch, then updates. Derive from this class for a method of your own.</remarks>
public abstract class TrainingMethod
{
    /// <summary>Gets the size of a step, before any schedule.</summary>
    public abstract double LearningRate { get; }

    /// <summary>Gets whether every step sees the whole split, in one order, whatever the options' batch size: the order of the examples is then not drawn. Default false.</summary>
    public virtual bool TakesWholeSplit => false;

    /// <summary>Creates the method of an optimizer: the gradient of a batch, then an update.</summary>
    /// <param name="optimizer">The optimizer.</param>
    public static implicit operator TrainingMethod(Optimizer optimizer) => new GradientMethod(optimizer);

    /// <summary>Creates L-BFGS on the whole training split: one step an epoch, each of which may look at the split several times.</summary>
    /// <remarks>
    /// For small data: every step sees all examples, whatever the options' batch size. Nothing in the network may be drawn anew from step to step:
    /// a line search evaluates the same loss several times. A step reports loss, penalty and accuracy after its update; a run ends as
    /// <see cref="StopReason.Converged"/> when a step finds nothing more to lower.
    /// </remarks>
    /// <param name="history">The number of curvature pairs to keep; from 1 to 100. Default 10, as in SciPy's L-BFGS-B.</param>
    /// <param name="gradientTolerance">Converged when no derivative is larger; finite, at least 0. Default 1e-5, as in SciPy.</param>
    /// <param name="lossTolerance">
    /// Converged when a step lowers the loss by no more than this times max(1, |loss|); finite, at least 0. Default 1e-9, as in PyTorch.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static TrainingMethod Lbfgs(int history = 10, double gradientTolerance = 1e-5, double lossTolerance = 1e-9) =>
        new LbfgsMethod(history, gradientTolerance, lossTolerance);

    /// <summary>Returns what of a network or of options the method does not support, as sentences; empty if it supports all of it.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="options">How to train it.</param>
    public virtual IReadOnlyList<string> Unsupported(Network network, TrainerOptions options) => [];

    /// <summary>Returns why a saved state is not one of this method on this network, as the end of a sentence; null if it is.</summary>
    /// <param name="state">From <see cref="TrainingStep.SaveState"/>.</param>
    /// <param name="network">The network to go on with.</param>
    public abstract string? WhyNotFrom(TrainingState state, Network network);

    /// <summary>Creates the memory for steps.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="loss">What it learns to lower.</param>
    /// <param name="batchSize">The most examples in a step.</param>
    /// <param name="key">Draws what layers draw.</param>
    /// <param name="options">Penalties and clipping.</param>
    /// <param name="processor">Where the kernels run.</param>
    public abstract TrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor);
}
