namespace Nabla.Networks;

/// <summary>A batch, its gradient, an update: what every <see cref="Optimizer"/> does.</summary>
internal sealed class GradientMethod(Optimizer optimizer) : TrainingMethod
{
    public override double LearningRate => optimizer.LearningRate;

    public override string? WhyNotFrom(TrainingState state, Network network) => optimizer.WhyNotFrom(state, network.Parameters);

    public override TrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new GradientStep(network, loss, optimizer, batchSize, key, processor, options.PenaltyOn(network), options.AllowOutputMismatch) { Clipping = options.MaxGradientNorm is { } norm ? new(norm) : null };
}
