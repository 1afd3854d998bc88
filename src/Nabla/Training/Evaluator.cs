namespace Nabla.Networks;

/// <summary>Evaluates a network on a split, batch by batch, in order, including the last partial batch.</summary>
/// <remarks>
/// The loss and its weights are summed over samples in order, so the batch size does not change the result. Weights of examples and classes affect the loss only:
/// in accuracy, R² and other metrics every example counts equally.
/// </remarks>
internal sealed class Evaluator
{
    private const int DefaultBatchSize = 256;

    private readonly Network _network;
    private readonly Loss _loss;
    private readonly Batch _batch;
    private readonly int[] _positions;

    /// <summary>Initializes an evaluator, whose memory is reused between evaluations.</summary>
    /// <param name="network">The network to evaluate.</param>
    /// <param name="loss">The loss to compute, in addition to the metrics of the task.</param>
    /// <param name="processor">The processor that runs the kernels.</param>
    public Evaluator(Network network, Loss loss, Processor processor)
    {
        (_network, _loss) = (network, loss);
        _batch = new Batch(network, loss, network.CreateWorkspace(DefaultBatchSize, processor));
        _positions = new int[DefaultBatchSize];
    }

    /// <summary>Computes the mean loss and the metrics of the task over a split.</summary>
    /// <param name="examples">The split.</param>
    /// <param name="mode">Inference, or transductive, where each batch of 256 uses its own statistics.</param>
    /// <param name="inspector">Records figures of every layer. Default none.</param>
    /// <exception cref="ArgumentException">The split is empty, or the network or the loss does not fit it.</exception>
    public Evaluation Evaluate(Subset examples, PassMode mode = PassMode.Inference, LayerInspector? inspector = null)
    {
        if (examples.Count == 0)
            throw new ArgumentException($"The split of {examples.Dataset.Name} has no examples to evaluate.", nameof(examples));
        var pass = new Pass(_batch.Workspace.Processor, mode);
        inspector?.Begin();
        var task = examples.Dataset.Task;
        var confusion = task.IsClassification ? new ConfusionMatrix(task.Names.Count) : null;
        var regression = confusion is null ? new RegressionMetrics(task.Names.Count) : null;
        double sum = 0, weight = 0;
        for (int first = 0; first < examples.Count; first += DefaultBatchSize)
        {
            int rows = Math.Min(DefaultBatchSize, examples.Count - first);
            for (int i = 0; i < rows; i++)
                _positions[i] = first + i;
            _batch.Gather(examples, _positions.AsSpan(0, rows));

            var output = _network.Forward(in pass, _batch.Features, _batch.Workspace);
            inspector?.See(_batch.Features, _batch.Workspace);
            var targets = _batch.Targets;
            _loss.Evaluate(pass.Processor, output, targets, _batch.Losses, gradient: default);
            for (int i = 0; i < rows; i++)
            {
                sum += _batch.Losses[i];
                weight += _loss.WeightOf(targets, i);
                confusion?.Add(_batch.Labels[i], task.PredictClass(output.Row(i)));
                if (regression is not null)
                    Add(regression, targets.Values.Row(i), output.Row(i), examples.Dataset.TargetScaling);
            }
        }

        return new(weight == 0 ? 0 : sum / weight) { Confusion = confusion, Regression = regression };
    }

    /// <summary>Adds an example, in the units of its targets.</summary>
    private static void Add(RegressionMetrics metrics, ReadOnlySpan<float> truth, ReadOnlySpan<float> prediction, Standardizer? scaling)
    {
        if (scaling is null)
        {
            metrics.Add(truth, prediction);
            return;
        }

        Span<float> both = stackalloc float[2 * truth.Length];
        Span<float> rawTruth = both[..truth.Length], rawPrediction = both[truth.Length..];
        truth.CopyTo(rawTruth);
        prediction.CopyTo(rawPrediction);
        scaling.Restore(rawTruth);
        scaling.Restore(rawPrediction);
        metrics.Add(rawTruth, rawPrediction);
    }
}
