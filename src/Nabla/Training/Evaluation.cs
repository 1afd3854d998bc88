using Nabla.Networks;

namespace Nabla;

/// <summary>The loss and metrics of a network on a set of examples.</summary>
/// <param name="Loss">The mean loss, weighted if the examples or the classes are.</param>
public sealed record Evaluation(double Loss)
{
    /// <summary>Gets the counts of true against predicted classes, from which accuracy, precision and recall follow; null for a regression.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>Gets the errors of the predicted values; null for a classification.</summary>
    public RegressionMetrics? Regression { get; init; }

    /// <summary>Gets the accuracy, from 0 to 1; null for a regression.</summary>
    public double? Accuracy => Confusion?.Accuracy;

    /// <summary>Gets the score, for which higher is better: the accuracy of a classification, R² of a regression.</summary>
    public double Score => Confusion?.Accuracy ?? Regression?.R2 ?? double.NaN;

    /// <summary>Evaluates a network on a split, batch by batch, in order, including the last partial batch.</summary>
    /// <remarks>
    /// The loss and its weights are summed over samples in order, so the batch size does not change the result. Weights of examples and classes affect the loss only:
    /// in accuracy, R² and other metrics every example counts equally.
    /// </remarks>
    /// <param name="network">The network to evaluate.</param>
    /// <param name="loss">The loss to compute, in addition to the metrics of the task.</param>
    /// <param name="examples">The split.</param>
    /// <param name="processor">The processor that runs the kernels; never changes a result.</param>
    /// <param name="mode">Inference, or transductive, where each batch of 256 uses its own statistics. Default inference.</param>
    /// <exception cref="ArgumentException">The split is empty, or the network or the loss does not fit it.</exception>
    public static Evaluation Measure(Network network, Loss loss, Subset examples, Processor processor, PassMode mode = PassMode.Inference) =>
        new Evaluator(network, loss, processor).Evaluate(examples, mode);
}
