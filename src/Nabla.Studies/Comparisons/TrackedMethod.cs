using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A method that is watched from within: its first gradients and its batches are kept, and somebody is told after a step.</summary>
internal sealed class TrackedMethod(ITrainingMethod method, TrainingPlan? plan, Action atEnd, long end) : ITrainingMethod
{
    /// <summary>The parameters' gradients after the first step, row by row.</summary>
    public IReadOnlyList<float[]> Gradients { get; private set; } = [];

    /// <inheritdoc/>
    public double LearningRate => method.LearningRate;

    /// <inheritdoc/>
    public bool TakesWholeSplit => method.TakesWholeSplit;

    /// <inheritdoc/>
    public IReadOnlyList<string> Unsupported(Network network, TrainerOptions options) => method.Unsupported(network, options);

    /// <inheritdoc/>
    public string? WhyNotFrom(TrainingState state, Network network) => method.WhyNotFrom(state, network);

    /// <inheritdoc/>
    public ITrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new Step(this, method.CreateStep(network, loss, batchSize, key, options, processor), network);

    private void Note(Network network, ReadOnlySpan<int> positions, long step, double learningRate)
    {
        if (step == 1)
            Gradients = [.. network.Parameters.All.Select(parameter => parameter.Gradient.ToRowMajor())];
        plan?.Add(positions, (float)learningRate);
        if (step == end)
            atEnd();
    }

    private sealed class Step(TrackedMethod owner, ITrainingStep step, Network network) : ITrainingStep
    {
        public bool IsConverged => step.IsConverged;

        public StepOutcome Run(Subset examples, ReadOnlySpan<int> positions, long number, double? learningRate = null)
        {
            var outcome = step.Run(examples, positions, number, learningRate);
            if (outcome.IsFinite)
                owner.Note(network, positions, number, learningRate ?? owner.LearningRate);
            return outcome;
        }

        public TrainingState SaveState() => step.SaveState();

        public void RestoreState(TrainingState state) => step.RestoreState(state);

        public string FirstNonFinite() => step.FirstNonFinite();
    }
}
