using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>What an optimizer does, on the autograd engine: gradients by automatic differentiation, everything in double precision.</summary>
/// <param name="optimizer">The optimizer.</param>
/// <param name="layers">The layers that the engine can rebuild. Default the library's own; a program with layers of its own adds them.</param>
public sealed class AutogradMethod(Optimizer optimizer, AutogradLayers? layers = null) : TrainingMethod
{
    /// <inheritdoc/>
    public override double LearningRate => optimizer.LearningRate;

    /// <inheritdoc/>
    public override string? WhyNotFrom(TrainingState state, Network network) => AutogradMemory.WhyNot(state, optimizer, network.Parameters.Count);

    /// <inheritdoc/>
    public override TrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new AutogradStep(network, loss, optimizer, layers ?? AutogradLayers.Default, batchSize, key, options, processor);
}
