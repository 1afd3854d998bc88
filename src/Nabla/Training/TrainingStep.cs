using Nabla.Data;
using Nabla.Kernels;
using Nabla.Layers;
using Nabla.Losses;
using Nabla.Metrics;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Optimizers;

namespace Nabla.Training;

/// <summary>What a step found before its update.</summary>
/// <param name="Loss">The batch's mean loss.</param>
/// <param name="Penalty">The elastic net's term, which the loss does not hold; 0 without one.</param>
/// <param name="Correct">How many of the batch's examples were right.</param>
public readonly record struct StepOutcome(double Loss, double Penalty, int Correct)
{
    /// <summary>Whether training can go on.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Penalty);
}

/// <summary>One step of training, and the memory it needs: gather, forward, loss, backward, update.</summary>
/// <remarks>After construction it allocates nothing.</remarks>
public sealed class TrainingStep
{
    private readonly Network _network;
    private readonly Loss _loss;
    private readonly Optimizer _optimizer;
    private readonly RandomKey _key;
    private readonly Processor _processor;
    private readonly Batch _batch;

    /// <summary>Memory for steps of up to <paramref name="batchSize"/> examples.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="loss">What it learns to lower.</param>
    /// <param name="optimizer">How.</param>
    /// <param name="batchSize">The most examples in a step.</param>
    /// <param name="key">Draws what layers draw.</param>
    /// <param name="processor">Where the kernels run.</param>
    public TrainingStep(Network network, Loss loss, Optimizer optimizer, int batchSize, RandomKey key, Processor processor)
    {
        (_network, _loss, _optimizer, _key, _processor) = (network, loss, optimizer, key, processor);
        _batch = new Batch(network.CreateWorkspace(batchSize, processor));
        OptimizerState = optimizer.CreateState(network.Parameters);
    }

    /// <summary>What the optimizer remembers.</summary>
    public OptimizerState OptimizerState { get; }

    /// <summary>A penalty on the network's weights. Default none.</summary>
    public ElasticNet? Penalty { get; init; }

    /// <summary>Scales large gradients down, the penalty's part included. Default none.</summary>
    public GradientClipping? Clipping { get; init; }

    /// <summary>Learns from the examples at these positions of a split.</summary>
    /// <param name="examples">The training split.</param>
    /// <param name="positions">Positions in it, at most the batch size.</param>
    /// <param name="step">Counted from 1 over the run.</param>
    /// <param name="learningRate">The size of the step; the optimizer's own when null.</param>
    /// <returns>What came out before the update. Where the loss or the penalty is not finite there was none.</returns>
    public StepOutcome Run(Subset examples, ReadOnlySpan<int> positions, long step, float? learningRate = null)
    {
        _batch.Gather(examples, positions);
        var pass = new Pass(_processor, PassMode.Training, step, _key);
        var output = _network.Forward(in pass, _batch.Features, _batch.Workspace);
        double loss = _loss.Evaluate(
            _processor, output, _batch.Labels, _batch.Losses, _network.OutputGradient(_batch.Rows, _batch.Workspace));
        if (!double.IsFinite(loss))
            return new(loss, 0, 0);

        int correct = Classification.CountCorrect(output, _batch.Labels);
        _network.Parameters.ZeroGradients();
        _network.Backward(in pass, _batch.Features, _batch.Workspace);
        _network.UpdateStatistics(in pass, _batch.Rows, _batch.Workspace);
        double penalty = Penalty?.AddGradient(_processor) ?? 0;
        if (!double.IsFinite(penalty))
            return new(loss, penalty, correct);
        Clipping?.Apply(_processor, _network.Parameters);
        _optimizer.Step(_processor, _network.Parameters, OptimizerState, learningRate ?? _optimizer.LearningRate);
        return new(loss, penalty, correct);
    }

    /// <summary>The first tensor of the last step, in the order of computation, that holds a value which is not finite; "loss" when none does.</summary>
    internal string FirstNonFinite()
    {
        if (!IsFinite(_batch.Features))
            return "input";
        for (int i = 0; i < _network.Layers.Count; i++)
        {
            foreach (var parameter in _network.Layers[i].Parameters)
            {
                if (!IsFinite(parameter.Value.Data))
                    return parameter.Name;
            }

            if (!IsFinite(_batch.Workspace.Output(i, _batch.Rows)))
                return $"layers.{i}.output";
        }

        return "loss";
    }

    private static bool IsFinite(ReadOnlyMatrixView values)
    {
        for (int row = 0; row < values.Rows; row++)
        {
            if (!IsFinite(values.Row(row)))
                return false;
        }

        return true;
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
