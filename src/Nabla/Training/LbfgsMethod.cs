using System.Globalization;

namespace Nabla.Networks;

/// <summary>L-BFGS on the whole training split: one step an epoch, each of which may evaluate the split several times.</summary>
/// <remarks>See <see cref="TrainingMethod.Lbfgs"/>.</remarks>
internal sealed class LbfgsMethod : TrainingMethod
{
    private readonly Lbfgs _rule;

    public LbfgsMethod(int history, double gradientTolerance, double lossTolerance) =>
        _rule = new Lbfgs(history, gradientTolerance, lossTolerance);

    private const string ConvergedName = "converged";

    /// <summary>Gets 1: the line search tries the full step first.</summary>
    public override double LearningRate => 1;

    public override bool TakesWholeSplit => true;

    public override IReadOnlyList<string> Unsupported(Network network, TrainerOptions options)
    {
        var sentences = new List<string>();
        if (options.MaxGradientNorm is { } norm)
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"MaxGradientNorm is {norm}; L-BFGS does not support gradient clipping; leave it null."));
        if (options.Schedule is not ConstantSchedule)
            sentences.Add($"Schedule is {options.Schedule.Kind}; L-BFGS chooses the step size by line search; use a constant schedule.");
        if (HasDropout(network.Layers))
            sentences.Add("The network has a Dropout layer; L-BFGS does not support dropout; remove the layer.");
        return sentences;
    }

    public override string? WhyNotFrom(TrainingState state, Network network) =>
        WithoutConverged(state) is { } own ? _rule.WhyNotFrom(own, network.Parameters) : $"its state does not say whether L-BFGS has converged";

    public override TrainingStep CreateStep(Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor) =>
        new Step(_rule, network, loss, batchSize, key, options, processor);

    private static bool HasDropout(IReadOnlyList<Layer> layers) =>
        layers.Any(layer => layer is Dropout || (layer is Residual block && HasDropout(block.Layers)));

    /// <summary>Returns the L-BFGS part of the state; null if the state does not belong to this method. State of another kind is rejected by L-BFGS itself.</summary>
    private static TrainingState? WithoutConverged(TrainingState state)
    {
        var scalars = new Dictionary<string, double>(state.Scalars, StringComparer.Ordinal);
        return scalars.Remove(ConvergedName) || state.Kind != nameof(Lbfgs) ? state with { Scalars = scalars } : null;
    }

    private sealed class Step : TrainingStep, IObjective
    {
        private readonly Lbfgs _rule;
        private readonly Network _network;
        private readonly Processor _processor;
        private readonly BatchGradient _gradient;
        private readonly OptimizerState _state;
        private (double Loss, double Penalty, int? Correct) _last;
        private long _step;
        private bool _isConverged;

        public Step(Lbfgs rule, Network network, Loss loss, int batchSize, RandomKey key, TrainerOptions options, Processor processor)
        {
            if (!options.AllowOutputMismatch)
                Compatibility.Require(network, loss);
            network.RequireInitialized();
            (_rule, _network, _processor) = (rule, network, processor);
            _gradient = new(network, loss, batchSize, key, processor) { Penalty = options.PenaltyOn(network) };
            _state = rule.CreateState(network.Parameters);
        }

        public override bool IsConverged => _isConverged;

        public override (double Loss, double Penalty, int? Correct) Run(Subset examples, ReadOnlySpan<int> positions, long step, double? learningRate = null)
        {
            _gradient.Gather(examples, positions);
            _step = step;
            var found = _rule.Step(_processor, _network.Parameters, _state, this);
            if (found.Outcome == LbfgsOutcome.NotFinite)
                return (double.NaN, _last.Penalty, null);

            // The last evaluation was at the current parameters, unless the step did not move or the line search returned to an earlier point.
            bool isHere = found.Evaluations > 0 && found.Outcome != LbfgsOutcome.LineSearchFailed && found.Loss == _last.Loss + _last.Penalty;
            if (!isHere)
                _last = _gradient.Evaluate(step);
            _gradient.UpdateStatistics(step);
            _isConverged = found.Outcome != LbfgsOutcome.Progress;
            return _last;
        }

        public override TrainingState SaveState()
        {
            var saved = _state.Save();
            return saved with { Scalars = new Dictionary<string, double>(saved.Scalars, StringComparer.Ordinal) { [ConvergedName] = IsConverged ? 1 : 0 } };
        }

        public override void RestoreState(TrainingState state)
        {
            _state.Restore(WithoutConverged(state) ?? state);
            _isConverged = state.Scalars.GetValueOrDefault(ConvergedName) != 0;
        }

        public override string FirstNonFinite() => _gradient.FirstNonFinite();

        double IObjective.Evaluate()
        {
            _last = _gradient.Evaluate(_step);
            return _last.Loss + _last.Penalty;
        }
    }
}
