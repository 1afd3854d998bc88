namespace Nabla.Networks;

/// <summary>How parameters become better ones: what a <see cref="Trainer"/> repeats.</summary>
public interface ITrainingMethod
{
    /// <summary>The size of a step, before any schedule.</summary>
    double LearningRate { get; }

    /// <summary>Gets whether every step sees the whole split, in one order, whatever the options' batch size: the order of the examples is then not drawn.</summary>
    bool TakesWholeSplit { get; }

    /// <summary>Returns what of a network or of options the method does not support, as sentences; empty if it supports all of it.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="options">How to train it.</param>
    IReadOnlyList<string> Unsupported(Network network, TrainerOptions options) => [];

    /// <summary>Returns why a saved state is not one of this method on this network, as the end of a sentence; null if it is.</summary>
    /// <param name="state">From <see cref="ITrainingStep.SaveState"/>.</param>
    /// <param name="network">The network to go on with.</param>
    string? WhyNotFrom(TrainingState state, Network network);

    /// <summary>Memory for steps.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="loss">What it learns to lower.</param>
    /// <param name="batchSize">The most examples in a step.</param>
    /// <param name="key">Draws what layers draw.</param>
    /// <param name="options">Penalties and clipping.</param>
    /// <param name="processor">Where the kernels run.</param>
    ITrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor);
}
