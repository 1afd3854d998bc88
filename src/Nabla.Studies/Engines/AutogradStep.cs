using Nabla.Autograd;
using Nabla.Data;
using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Optimizers;
using Nabla.Training;

namespace Nabla.Studies;

/// <summary>A step on the second opinion: the same examples, masks and rule in double precision, its gradients by automatic differentiation.</summary>
/// <remarks>
/// Parameters stay in double precision from step to step; the network receives them and their gradients, rounded, after each, so that
/// whoever looks at it sees no difference. Running statistics lie in the network alone.
/// </remarks>
internal sealed class AutogradStep : ITrainingStep
{
    private readonly Network _network;
    private readonly Processor _processor;
    private readonly GradientClipping? _clipping;
    private readonly DropoutMasks _masks;
    private readonly RebuiltNetwork _rebuilt;
    private readonly Autograd.Optimizers.UpdateRule _rule;
    private readonly Autograd.Training.TrainingStep _step;
    private readonly AutogradMemory _memory;
    private readonly float[] _features;
    private readonly int[] _rows;
    private readonly float _learningRate;
    private Matrix _batch;

    public AutogradStep(Network network, Loss loss, Optimizer optimizer, AutogradLayers layers, int batchSize, RandomKey key, TrainerOptions options, Processor processor)
    {
        (_network, _processor, _clipping, _learningRate) = (network, processor, options.Clipping, optimizer.LearningRate);
        _masks = new(network, key, processor);
        _rebuilt = new(network, layers);
        _rule = Rebuilt.Rule(optimizer);
        _step = new(_rebuilt.Layers, Rebuilt.Loss(loss), _rule, Rebuilt.Penalty(options), processor.Threads);
        _memory = new(network.Parameters, _rebuilt.Layers.Parameters, _rule, optimizer.Slots);
        _features = new float[checked(batchSize * network.Inputs)];
        _rows = new int[batchSize];
        _batch = new(batchSize, network.Inputs);
    }

    /// <inheritdoc/>
    public OptimizerState OptimizerState => _memory.Save();

    /// <inheritdoc/>
    public StepOutcome Run(Subset examples, ReadOnlySpan<int> positions, long step, float? learningRate = null)
    {
        if (_memory.RestoreIfAhead())
            _rebuilt.ReadStatistics();
        int[] labels = Gather(examples, positions);
        if (!IsFinite(_network.Parameters.State))
            return new(double.NaN, 0, 0);

        var pass = _step.Differentiate(_batch, new(labels), _masks.Draw(step, labels.Length));
        var outcome = new StepOutcome(_step.Loss, _step.Penalty, CountCorrect(labels));
        if (!outcome.IsFinite)
            return outcome;

        pass.UpdateStatistics();
        Clip();
        _rule.Update(_rebuilt.Layers.Parameters, _step.Gradients, learningRate ?? _learningRate);
        _rebuilt.WriteBack(_step.Gradients);
        return outcome;
    }

    /// <inheritdoc/>
    public string FirstNonFinite()
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

    private int[] Gather(Subset examples, ReadOnlySpan<int> positions)
    {
        int[] labels = new int[positions.Length];
        var features = _features.AsSpan(0, positions.Length * _network.Inputs);
        examples.Gather(_processor, positions, _rows.AsSpan(0, positions.Length), new(features, positions.Length, _network.Inputs), labels);
        if (_batch.Rows != positions.Length)
            _batch = new(positions.Length, _network.Inputs);
        _batch.CopyFrom(features);
        return labels;
    }

    /// <summary>As the library's, the first of equals.</summary>
    private int CountCorrect(int[] labels)
    {
        int correct = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            var row = _step.Output!.Row(n);
            int best = 0;
            for (int j = 1; j < row.Length; j++)
                best = row[j] > row[best] ? j : best;
            correct += best == labels[n] ? 1 : 0;
        }

        return correct;
    }

    /// <summary>g ← c g with c = greatest / (norm + 1e-6), if c is below 1: <see cref="GradientClipping"/>.</summary>
    private void Clip()
    {
        if (_clipping is null)
            return;
        double squares = 0;
        foreach (var gradient in _step.Gradients)
        {
            foreach (double element in gradient.Data)
                squares += element * element;
        }

        double norm = Math.Sqrt(squares), factor = _clipping.GreatestNorm / (norm + 1e-6);
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
