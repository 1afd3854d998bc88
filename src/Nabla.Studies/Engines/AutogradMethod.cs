using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The training method of an optimizer on the autograd engine: gradients by automatic differentiation, all in double precision.</summary>
/// <param name="optimizer">The optimizer.</param>
/// <param name="layers">The layers that the engine can rebuild. Default the library's own; register custom layers here.</param>
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
