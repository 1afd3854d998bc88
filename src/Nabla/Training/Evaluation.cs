using Nabla.Networks;

namespace Nabla;

/// <summary>How well a network does on a set of examples.</summary>
/// <param name="Loss">The mean loss, weighted where the examples or the classes are.</param>
public sealed record Evaluation(double Loss)
{
    /// <summary>Gets the counts of true against predicted classes, from which accuracy, precision and recall follow; null for a regression.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>Gets the errors of the predicted values; null for a classification.</summary>
    public RegressionMetrics? Regression { get; init; }

    /// <summary>Gets the share of examples that are correctly classified; null for a regression.</summary>
    public double? Accuracy => Confusion?.Accuracy;

    /// <summary>Gets the score, for which higher is better: the accuracy of a classification, R² of a regression.</summary>
    public double Score => Confusion?.Accuracy ?? Regression?.R2 ?? double.NaN;

    /// <summary>Measures a network on a split, batch by batch, in order, the last partial batch included.</summary>
    /// <remarks>
    /// The loss and its weights are summed over samples in order, so the batch size changes nothing. Weights of examples and classes reach the loss; in
    /// accuracy, R² and the like every example counts the same.
    /// </remarks>
    /// <param name="network">What is measured.</param>
    /// <param name="loss">The loss to measure, beside the metrics of the task.</param>
    /// <param name="examples">The split.</param>
    /// <param name="processor">Where the kernels run; never changes a result.</param>
    /// <param name="mode">Inference, or transductive: each batch of 256 by its own statistics. Default inference.</param>
    /// <exception cref="ArgumentException">The split is empty, or the network or the loss does not fit it.</exception>
    public static Evaluation Measure(Network network, Loss loss, Subset examples, Processor processor, PassMode mode = PassMode.Inference) =>
        new Evaluator(network, loss, processor).Evaluate(examples, mode);
}
