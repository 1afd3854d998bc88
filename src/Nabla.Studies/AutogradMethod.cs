using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Optimizers;
using Nabla.Training;

namespace Nabla.Studies;

/// <summary>What an optimizer does, on the second opinion: gradients by automatic differentiation, everything in double precision.</summary>
internal sealed class AutogradMethod(Optimizer optimizer) : ITrainingMethod
{
    /// <inheritdoc/>
    public double LearningRate => optimizer.LearningRate;

    /// <inheritdoc/>
    public bool TakesWholeSplit => false;

    /// <inheritdoc/>
    public string? WhyNotFrom(TrainingState state, Network network) => AutogradMemory.WhyNot(state, optimizer, network.Parameters.Count);

    /// <inheritdoc/>
    public ITrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new AutogradStep(network, loss, optimizer, batchSize, key, options, processor);
}
