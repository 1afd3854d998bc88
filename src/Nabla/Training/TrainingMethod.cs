namespace Nabla.Networks;

/// <summary>The base class of training methods, which improve parameters step by step in a <see cref="Trainer"/>.</summary>
/// <remarks>An <see cref="Optimizer"/> converts to a method, whose steps compute the gradient of a batch and then update. Derive from this class to define a method.</remarks>
public abstract class TrainingMethod
{
    /// <summary>Gets the learning rate before any schedule.</summary>
    public abstract double LearningRate { get; }

    /// <summary>Gets whether every step uses the whole split in a fixed order, ignoring the options' batch size; the examples are then not shuffled. Default false.</summary>
    public virtual bool TakesWholeSplit => false;

    /// <summary>Creates the method of an optimizer: the gradient of a batch, then an update.</summary>
    /// <param name="optimizer">The optimizer.</param>
    public static implicit operator TrainingMethod(Optimizer optimizer) => new GradientMethod(optimizer);

    /// <summary>Creates L-BFGS on the whole training split: one step an epoch, each of which may evaluate the split several times.</summary>
    /// <remarks>
    /// For small data sets: every step uses all examples, ignoring the options' batch size. The network must not use random values that change between steps,
    /// because a line search evaluates the same loss several times. A step reports loss, penalty and accuracy after its update. A run ends as
    /// <see cref="StopReason.Converged"/> when a step cannot lower the loss.
    /// </remarks>
    /// <param name="history">The number of curvature pairs to keep; from 1 to 100. Default 10, as in SciPy's L-BFGS-B.</param>
    /// <param name="gradientTolerance">Converged if no derivative is larger; finite, at least 0. Default 1e-5, as in SciPy.</param>
    /// <param name="lossTolerance">
    /// Converged if a step lowers the loss by no more than this times max(1, |loss|); finite, at least 0. Default 1e-9, as in PyTorch.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static TrainingMethod Lbfgs(int history = 10, double gradientTolerance = 1e-5, double lossTolerance = 1e-9) =>
        new LbfgsMethod(history, gradientTolerance, lossTolerance);

    /// <summary>Returns the features of a network or of options that the method does not support, as sentences; empty if there are none.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="options">The options of the run.</param>
    public virtual IReadOnlyList<string> Unsupported(Network network, TrainerOptions options) => [];

    /// <summary>Returns why saved state does not belong to this method and network, as the end of a sentence; null if it does.</summary>
    /// <param name="state">State from <see cref="TrainingStep.SaveState"/>.</param>
    /// <param name="network">The network to resume with.</param>
    public abstract string? WhyNotFrom(TrainingState state, Network network);

    /// <summary>Creates a training step with its memory.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="loss">The loss to minimise.</param>
    /// <param name="batchSize">The maximum number of examples in a step.</param>
    /// <param name="key">The key of the layers' random numbers.</param>
    /// <param name="options">The options, such as penalties and clipping.</param>
    /// <param name="processor">The processor that runs the kernels.</param>
    public abstract TrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor);
}
