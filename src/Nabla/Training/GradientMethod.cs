namespace Nabla.Networks;

/// <summary>A batch, its gradient, an update: what every <see cref="Optimizer"/> does.</summary>
public sealed class GradientMethod(Optimizer optimizer) : ITrainingMethod
{
    /// <inheritdoc/>
    public double LearningRate => optimizer.LearningRate;

    /// <inheritdoc/>
    public bool TakesWholeSplit => false;

    /// <inheritdoc/>
    public string? WhyNotFrom(TrainingState state, Network network) => optimizer.WhyNotFrom(state, network.Parameters);

    /// <inheritdoc/>
    public ITrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new TrainingStep(network, loss, optimizer, batchSize, key, processor, options.PenaltyOn(network), options.AllowOutputMismatch) { Clipping = options.MaxGradientNorm is { } norm ? new(norm) : null };
}
