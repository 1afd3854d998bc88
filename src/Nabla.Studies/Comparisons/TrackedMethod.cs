using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A training method that records its first gradients and its batches, and calls back after a given step.</summary>
internal sealed class TrackedMethod(TrainingMethod method, TrainingPlan? plan, Action atEnd, long end) : TrainingMethod
{
    /// <summary>Gets the parameters' gradients after the first step, row by row.</summary>
    public IReadOnlyList<float[]> Gradients { get; private set; } = [];

    /// <inheritdoc/>
    public override double LearningRate => method.LearningRate;

    /// <inheritdoc/>
    public override bool TakesWholeSplit => method.TakesWholeSplit;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Unsupported(Network network, TrainerOptions options) => method.Unsupported(network, options);

    /// <inheritdoc/>
    public override string? WhyNotFrom(TrainingState state, Network network) => method.WhyNotFrom(state, network);

    /// <inheritdoc/>
    public override TrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new Step(this, method.CreateStep(network, loss, batchSize, key, options, processor), network);

    private void Note(Network network, ReadOnlySpan<int> positions, long step, double learningRate)
    {
        if (step == 1)
            Gradients = [.. network.Parameters.All.Select(parameter => parameter.Gradient.ToRowMajor())];
        plan?.Add(positions, (float)learningRate);
        if (step == end)
            atEnd();
    }

    private sealed class Step(TrackedMethod owner, TrainingStep step, Network network) : TrainingStep
    {
        public override bool IsConverged => step.IsConverged;

        public override (double Loss, double Penalty, int? Correct) Run(Subset examples, ReadOnlySpan<int> positions, long number, double? learningRate = null)
        {
            var found = step.Run(examples, positions, number, learningRate);
            if (double.IsFinite(found.Loss) && double.IsFinite(found.Penalty))
                owner.Note(network, positions, number, learningRate ?? owner.LearningRate);
            return found;
        }

        public override TrainingState SaveState() => step.SaveState();

        public override void RestoreState(TrainingState state) => step.RestoreState(state);

        public override string FirstNonFinite() => step.FirstNonFinite();
    }
}
