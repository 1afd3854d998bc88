namespace Nabla.Networks;

/// <summary>The training method of an <see cref="Optimizer"/>: the gradient of a batch, then an update.</summary>
internal sealed class GradientMethod(Optimizer optimizer) : TrainingMethod
{
    public override double LearningRate => optimizer.LearningRate;

    public override string? WhyNotFrom(TrainingState state, Network network) => optimizer.WhyNotFrom(state, network.Parameters);

    public override TrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new GradientStep(network, loss, optimizer, batchSize, key, processor, options.PenaltyOn(network), options.AllowOutputMismatch) { Clipping = options.MaxGradientNorm is { } norm ? new(norm) : null };
}
