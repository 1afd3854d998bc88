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
}
