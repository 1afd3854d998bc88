namespace Nabla.Networks;

/// <summary>The loss of a batch and its gradient, with the required memory: gather, forward, loss, backward, penalty.</summary>
internal sealed class BatchGradient(Network network, Loss loss, int batchSize, RandomKey key, Processor processor)
{
    private readonly Batch _batch = new(network, loss, network.CreateWorkspace(batchSize, processor));

    /// <summary>Gets the penalty on the network's weights; null for none.</summary>
    public ElasticNet? Penalty { get; init; }

    /// <summary>Copies the examples that the next evaluations use.</summary>
    public void Gather(Subset examples, ReadOnlySpan<int> positions) => _batch.Gather(examples, positions);

    /// <summary>Evaluates the loss at the current parameters, and sets their gradients to its gradient, penalty included, unless something is not finite.</summary>
    /// <param name="step">The step, counted from 1 over the run.</param>
    public (double Loss, double Penalty, int? Correct) Evaluate(long step)
    {
        var pass = Pass(step);
        var output = network.Forward(in pass, _batch.Features, _batch.Workspace);
        double mean = loss.Evaluate(processor, output, _batch.Targets, _batch.Losses, network.OutputGradient(_batch.Rows, _batch.Workspace));
        if (!double.IsFinite(mean))
            return (mean, 0, null);

        int? correct = _batch.Task.IsClassification ? Classification.CountCorrect(output, _batch.Labels, _batch.Task) : null;
        network.Parameters.ZeroGradients();
        network.Backward(in pass, _batch.Features, _batch.Workspace);
        return (mean, Penalty?.AddGradient(processor) ?? 0, correct);
    }

    /// <summary>Updates the running statistics with the batch's, as computed by the last evaluation.</summary>
    public void UpdateStatistics(long step) => network.UpdateStatistics(Pass(step), _batch.Rows, _batch.Workspace);

    /// <summary>Returns the first tensor of the last step, in the order of computation, that has a value that is not finite; "loss" if none has.</summary>
    public string FirstNonFinite()
    {
        if (!IsFinite(_batch.Features))
            return "input";
        for (int i = 0; i < network.Layers.Count; i++)
        {
            foreach (var parameter in network.Layers[i].Parameters)
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

    private Pass Pass(long step) => new(processor, PassMode.Training, step, key);
}
