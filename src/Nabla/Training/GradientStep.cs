namespace Nabla.Networks;

/// <summary>A training step with an optimizer: the gradient of a batch, then an update.</summary>
/// <remarks>Allocates nothing after construction, except for the first batch whose targets are values.</remarks>
internal sealed class GradientStep : TrainingStep
{
    private readonly Network _network;
    private readonly Optimizer _optimizer;
    private readonly Processor _processor;
    private readonly BatchGradient _gradient;
    private readonly OptimizerState _state;

    /// <summary>Initializes the memory for steps of up to <paramref name="batchSize"/> examples.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="loss">The loss to minimise.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="batchSize">The maximum number of examples in a step.</param>
    /// <param name="key">The key of the layers' random numbers.</param>
    /// <param name="processor">The processor that runs the kernels.</param>
    /// <param name="penalty">A penalty on the network's weights. Default none.</param>
    /// <param name="allowOutputMismatch">See <see cref="TrainerOptions.AllowOutputMismatch"/>. Default false.</param>
    /// <exception cref="ArgumentException">The network's last layer is incompatible with the loss.</exception>
    public GradientStep(
        Network network, Loss loss, Optimizer optimizer, int batchSize, RandomKey key, Processor processor, ElasticNet? penalty = null, bool allowOutputMismatch = false)
    {
        if (!allowOutputMismatch)
            Compatibility.Require(network, loss);
        network.RequireInitialized();
        (_network, _optimizer, _processor) = (network, optimizer, processor);
        _gradient = new(network, loss, batchSize, key, processor) { Penalty = penalty };
        _state = optimizer.CreateState(network.Parameters);
    }

    /// <summary>Gets the gradient clipping, which includes the penalty's gradient; null for none.</summary>
    public GradientClipping? Clipping { get; init; }

    public override (double Loss, double Penalty, int? Correct) Run(Subset examples, ReadOnlySpan<int> positions, long step, double? learningRate = null)
    {
        _gradient.Gather(examples, positions);
        var found = _gradient.Evaluate(step);
        if (!(double.IsFinite(found.Loss) && double.IsFinite(found.Penalty)))
            return found;

        _gradient.UpdateStatistics(step);
        Clipping?.Apply(_processor, _network.Parameters);
        _optimizer.Step(_processor, _network.Parameters, _state, learningRate ?? _optimizer.LearningRate);
        return found;
    }

    public override TrainingState SaveState() => _state.Save();

    public override void RestoreState(TrainingState state) => _state.Restore(state);

    public override string FirstNonFinite() => _gradient.FirstNonFinite();
}
