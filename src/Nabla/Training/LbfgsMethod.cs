using Nabla.Data;
using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Optimizers;

namespace Nabla.Training;

/// <summary>L-BFGS on the whole training split: one step an epoch, each of which may look at the split several times.</summary>
/// <remarks>For small data. Nothing in the network may be drawn anew from step to step: <see cref="IObjective"/> says why.</remarks>
public sealed class LbfgsMethod(Lbfgs rule) : ITrainingMethod
{
    /// <summary>1: the line search tries the whole step first.</summary>
    public float LearningRate => 1;

    /// <inheritdoc/>
    public int Slots => rule.Slots;

    /// <inheritdoc/>
    public bool TakesWholeSplit => true;

    /// <inheritdoc/>
    public ITrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new Step(rule, network, loss, batchSize, key, options, processor);

    private sealed class Step : ITrainingStep, IObjective
    {
        private readonly Lbfgs _rule;
        private readonly Network _network;
        private readonly Processor _processor;
        private readonly BatchGradient _gradient;
        private StepOutcome _last;
        private long _step;

        public Step(Lbfgs rule, Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor)
        {
            (_rule, _network, _processor) = (rule, network, processor);
            _gradient = new(network, loss, batchSize, key, processor) { Penalty = options.PenaltyOn(network) };
            OptimizerState = rule.CreateState(network.Parameters);
        }

        public OptimizerState OptimizerState { get; }

        /// <summary>The outcome is that of the last look at the split: after the update, unless the line search took an earlier point.</summary>
        public StepOutcome Run(Subset examples, ReadOnlySpan<int> positions, long step, float? learningRate = null)
        {
            _gradient.Gather(examples, positions);
            _step = step;
            _last = default;
            var outcome = _rule.Step(_processor, _network.Parameters, OptimizerState, this);
            _gradient.UpdateStatistics(step);
            return outcome.Outcome == LbfgsOutcome.NotFinite ? _last with { Loss = double.NaN } : _last with { Loss = outcome.Loss - _last.Penalty };
        }

        public string FirstNonFinite() => _gradient.FirstNonFinite();

        double IObjective.Evaluate()
        {
            _last = _gradient.Evaluate(_step);
            return _last.Loss + _last.Penalty;
        }
    }
}
