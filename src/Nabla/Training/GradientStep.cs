namespace Nabla.Networks;

/// <summary>One step of training with an optimizer: the gradient of a batch, then an update.</summary>
/// <remarks>After construction it allocates nothing; the first batch whose targets are values makes room for them.</remarks>
internal sealed class GradientStep : TrainingStep
{
    private readonly Network _network;
    private readonly Optimizer _optimizer;
    private readonly Processor _processor;
    private readonly BatchGradient _gradient;
    private readonly OptimizerState _state;

    /// <summary>Memory for steps of up to <paramref name="batchSize"/> examples.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="loss">What it learns to lower.</param>
    /// <param name="optimizer">How.</param>
    /// <param name="batchSize">The most examples in a step.</param>
    /// <param name="key">Draws what layers draw.</param>
    /// <param name="processor">Where the kernels run.</param>
    /// <param name="penalty">A penalty on the network's weights. Default none.</param>
    /// <param name="allowOutputMismatch">As <see cref="TrainerOptions.AllowOutputMismatch"/>. Default false.</param>
    /// <exception cref="ArgumentException">The network's last layer does not go with the loss.</exception>
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

    /// <summary>Scales large gradients down, the penalty's part included. Default none.</summary>
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
