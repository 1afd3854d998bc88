using Nabla.Autograd;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A training step on the autograd engine: the same examples, masks and optimizer in double precision, with gradients by automatic differentiation.</summary>
/// <remarks>
/// Parameters remain in double precision between steps; after each, the network receives them and their gradients, rounded, so that
/// observers see no difference. Running statistics are stored in the network only.
/// </remarks>
internal sealed class AutogradStep : TrainingStep
{
    private readonly Network _network;
    private readonly Processor _processor;
    private readonly double? _maxGradientNorm;
    private readonly DropoutMasks _masks;
    private readonly RebuiltNetwork _rebuilt;
    private readonly Autograd.Optimizers.UpdateRule _rule;
    private readonly Autograd.Training.TrainingStep _step;
    private readonly AutogradMemory _memory;
    private readonly float[] _features;
    private readonly int[] _rows;
    private readonly double _learningRate;
    private Matrix _batch;

    public AutogradStep(Network network, Loss loss, Optimizer optimizer, AutogradLayers layers, int batchSize, RandomKey key, TrainerOptions options, Processor processor)
    {
        (_network, _processor, _maxGradientNorm, _learningRate) = (network, processor, options.MaxGradientNorm, optimizer.LearningRate);
        _masks = new(network, key, processor);
        _rebuilt = new(network, layers);
        _rule = Rebuilt.Rule(optimizer);
        _step = new(_rebuilt.Layers, Rebuilt.Loss(loss), _rule, Rebuilt.Penalty(options), processor.Threads);
        _memory = new(_rebuilt.Layers.Parameters, _rule, optimizer);
        _features = new float[checked(batchSize * network.Inputs)];
        _rows = new int[batchSize];
        _batch = new(batchSize, network.Inputs);
    }

    /// <inheritdoc/>
    public override (double Loss, double Penalty, int? Correct) Run(Subset examples, ReadOnlySpan<int> positions, long step, double? learningRate = null)
    {
        Gather(examples, positions);
        if (!IsFinite(_network.Parameters.State))
            return (double.NaN, 0, null);

        var rows = _rows.AsSpan(0, positions.Length);
        var pass = _step.Differentiate(_batch, AutogradTargets.Of(examples.Dataset, rows, _network.Outputs), _masks.Draw(step, rows.Length));
        var found = (_step.Loss, _step.Penalty, CountCorrect(examples.Dataset, rows));
        if (!(double.IsFinite(_step.Loss) && double.IsFinite(_step.Penalty)))
            return found;

        pass.UpdateStatistics();
        Clip();
        _rule.Update(_rebuilt.Layers.Parameters, _step.Gradients, learningRate ?? _learningRate);
        _rebuilt.WriteBack(_step.Gradients);
        return found;
    }

    /// <inheritdoc/>
    public override string FirstNonFinite()
    {
        if (!IsFinite(_features.AsSpan(0, _batch.Rows * _batch.Columns)))
            return "input";
        foreach (var parameter in _network.Parameters.All)
        {
            if (!IsFinite(parameter.Value.Data))
                return parameter.Name;
        }

        return "loss";
    }

    /// <inheritdoc/>
    public override TrainingState SaveState() => _memory.Save();

    /// <inheritdoc/>
    public override void RestoreState(TrainingState state)
    {
        _memory.Restore(state);
        _rebuilt.ReadStatistics();
    }

    private void Gather(Subset examples, ReadOnlySpan<int> positions)
    {
        var features = _features.AsSpan(0, positions.Length * _network.Inputs);
        var rows = _rows.AsSpan(0, positions.Length);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = examples.Rows.Span[positions[i]];
        examples.Dataset.Gather(_processor, rows, examples.Standardizer, new(features, positions.Length, _network.Inputs));
        if (_batch.Rows != positions.Length)
            _batch = new(positions.Length, _network.Inputs);
        _batch.CopyFrom(features);
    }

    /// <summary>Counts as the library does: the first of equal outputs, and with one output for two classes the second above 0.</summary>
    private int? CountCorrect(Dataset dataset, ReadOnlySpan<int> rows)
    {
        if (!dataset.Task.IsClassification)
            return null;
        int correct = 0;
        for (int n = 0; n < rows.Length; n++)
        {
            var row = _step.Output!.Row(n);
            int best = 0;
            for (int j = 1; j < row.Length; j++)
                best = row[j] > row[best] ? j : best;
            if (dataset.Task.IsOneOutputForTwoClasses(row.Length))
                best = row[0] > 0 ? 1 : 0;
            correct += best == dataset.Labels[rows[n]] ? 1 : 0;
        }

        return correct;
    }

    /// <summary>Scales the gradient as the library does: g ← c g with c = maximum / (norm + 1e-6), if c is below 1.</summary>
    private void Clip()
    {
        if (_maxGradientNorm is not { } maxNorm)
            return;
        double squares = 0;
        foreach (var gradient in _step.Gradients)
        {
            foreach (double element in gradient.Data)
                squares += element * element;
        }

        double norm = Math.Sqrt(squares), factor = maxNorm / (norm + 1e-6);
        if (factor >= 1 || !double.IsFinite(norm))
            return;
        foreach (var gradient in _step.Gradients)
        {
            foreach (ref double element in gradient.Data)
                element *= factor;
        }
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }
}
