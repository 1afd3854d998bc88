using Nabla.Metrics;

namespace Nabla.Training;

/// <summary>What a network does on a set of examples.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Confusion">True against predicted classes; holds the accuracy, precision and recall.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix Confusion)
{
    /// <summary>The share of examples that were right.</summary>
    public double Accuracy => Confusion.Accuracy;
}
