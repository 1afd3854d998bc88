namespace Nabla.Networks;

/// <summary>Checks that networks, losses and data sets are compatible before training starts.</summary>
internal static class Compatibility
{
    /// <summary>Throws if the last layer's outputs are not what the loss expects.</summary>
    /// <exception cref="ArgumentException">The last layer and the loss are incompatible.</exception>
    public static void Require(Network network, Loss loss)
    {
        var last = network.Layers[^1];
        if (loss.ExpectsLogits && last is Softmax or Sigmoid)
        {
            throw new ArgumentException(
                $"{loss.Kind} expects logits, but the network ends with {last.Kind}, which would be applied twice: leave that layer out, or set AllowOutputMismatch.", nameof(network));
        }

        if (loss.ExpectsProbabilities && last is Linear or ElementwiseLayer and not Sigmoid)
        {
            throw new ArgumentException(
                $"{loss.Kind} expects probabilities, but the network ends with {last.Kind}: use SoftmaxCrossEntropy, end with Softmax, or set AllowOutputMismatch.", nameof(network));
        }
    }

    /// <summary>Throws if the network or the loss cannot be trained on a data set.</summary>
    /// <exception cref="ArgumentException">They are incompatible.</exception>
    public static void Require(Network network, Loss loss, Dataset dataset)
    {
        var task = dataset.Task;
        if (network.Inputs != dataset.Features)
            throw new ArgumentException($"The network has {Count(network.Inputs, "input")}; {dataset.Name} has {Count(dataset.Features, "feature")}.", nameof(dataset));
        if (!task.Accepts(network.Outputs))
            throw new ArgumentException($"The network has {Count(network.Outputs, "output")}; {dataset.Name} is a {task}, which takes {Outputs(task)}.", nameof(dataset));
        if (!task.IsClassification && !loss.AcceptsValues)
        {
            throw new ArgumentException(
                $"{loss.Kind} takes labels; {dataset.Name} is a {task}: use MeanSquaredError, MeanAbsoluteError or Huber.", nameof(dataset));
        }

        if (task.IsOneOutputForTwoClasses(network.Outputs) && !(loss.AcceptsValues && loss.ExpectsLogits))
        {
            throw new ArgumentException(
                $"The network has 1 output for the two classes of {dataset.Name}, which takes BinaryCrossEntropy: use that in place of {loss.Kind}, or give the network 2 outputs.", nameof(dataset));
        }
    }

    /// <summary>Throws if a validation split cannot select between the epochs of a training split.</summary>
    /// <exception cref="ArgumentException">The validation split is empty, or has a different task.</exception>
    public static void RequireValidation(Subset train, Subset validation)
    {
        if (validation.Count == 0)
            throw new ArgumentException($"The validation set of {validation.Dataset.Name} has no examples; at least 1 is required to choose the best epoch.", nameof(validation));
        if (ReferenceEquals(train.Dataset, validation.Dataset))
            return;
        var (expected, found) = (train.Dataset, validation.Dataset);
        if (expected.Features != found.Features)
        {
            throw new ArgumentException(
                $"The validation set {found.Name} has {Count(found.Features, "feature")}; the training set {expected.Name} has {expected.Features}.", nameof(validation));
        }

        if (expected.Task.IsSameAs(found.Task))
            return;
        throw new ArgumentException(
            expected.Task.ToString() != found.Task.ToString()
                ? $"The validation set {found.Name} is a {found.Task}; the training set {expected.Name} is a {expected.Task}."
                : $"The validation set {found.Name} has the {Names(found.Task)} {string.Join(", ", found.Task.Names)}; the training set {expected.Name} has {string.Join(", ", expected.Task.Names)}.",
            nameof(validation));
    }

    private static string Names(LearningTask task) => task.IsClassification ? "classes" : "targets";

    private static string Outputs(LearningTask task) =>
        task.Accepts(1) && task.Names.Count == 2 ? "2 outputs, or 1 with BinaryCrossEntropy" : Count(task.Names.Count, "output");

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
