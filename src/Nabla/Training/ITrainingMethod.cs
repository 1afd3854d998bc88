using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;

namespace Nabla.Training;

/// <summary>How parameters become better ones: what a <see cref="Trainer"/> repeats.</summary>
public interface ITrainingMethod
{
    /// <summary>The size of a step, before any schedule.</summary>
    float LearningRate { get; }

    /// <summary>Numbers kept between steps for each parameter value.</summary>
    int Slots { get; }

    /// <summary>Whether every step sees the whole split, in one order: the order of the examples is then not drawn.</summary>
    bool TakesWholeSplit { get; }

    /// <summary>Memory for steps.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="loss">What it learns to lower.</param>
    /// <param name="batchSize">The most examples in a step.</param>
    /// <param name="key">Draws what layers draw.</param>
    /// <param name="options">Penalties and clipping.</param>
    /// <param name="processor">Where the kernels run.</param>
    ITrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor);
}
