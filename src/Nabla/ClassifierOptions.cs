using System.Collections.ObjectModel;

using Nabla.Networks;

namespace Nabla;

/// <summary>The network of a <see cref="Classifier"/> and its training.</summary>
public sealed record ClassifierOptions : PredictorOptions
{
    /// <summary>Gets the fraction of each target that is spread evenly over all classes; from 0 to 1. Default 0.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>Gets whether all classes have the same total weight, independent of their frequency: the weight of a class is rows / (classes · its rows), as with scikit-learn's "balanced". Default false.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>Gets the weights of classes in the loss, by name; finite, at least 0. Default: all 1, unless classes are balanced.</summary>
    public IReadOnlyDictionary<string, double> ClassWeights { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Validate()
    {
        List<string> errors = [.. base.Validate()];
        if (!(LabelSmoothing >= 0 && LabelSmoothing <= 1))
            errors.Add(FormattableString.Invariant($"LabelSmoothing is {LabelSmoothing}; it must be from 0 to 1."));
        if (ClassWeights is null)
            errors.Add("ClassWeights is null; give it a value.");
        foreach (var (name, weight) in ClassWeights ?? ReadOnlyDictionary<string, double>.Empty)
        {
            if (!(weight >= 0 && weight <= float.MaxValue))
                errors.Add(FormattableString.Invariant($"The weight of class \"{name}\" is {weight}; it must be a number from 0 to 3.4e38."));
        }

        return errors;
    }

    /// <summary>Creates the training loss.</summary>
    /// <param name="labels">The labels of the training set.</param>
    /// <param name="task">The classes.</param>
    /// <exception cref="ArgumentException">A weight is given for a class that does not exist.</exception>
    internal Loss CreateLoss(ReadOnlySpan<int> labels, LearningTask task)
    {
        foreach (string name in ClassWeights.Keys)
        {
            if (!task.Names.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException($"ClassWeights names the class \"{name}\", which the target does not have; its classes are {ColumnNames.List(task.Names)}.", nameof(labels));
        }

        if (!BalanceClasses && ClassWeights.Count == 0)
            return new SoftmaxCrossEntropy(LabelSmoothing);
        float[] weights = new float[task.Names.Count];
        if (BalanceClasses)
        {
            foreach (int label in labels)
                weights[label]++;
            for (int i = 0; i < weights.Length; i++)
                weights[i] = weights[i] == 0 ? 0 : labels.Length / (weights.Length * weights[i]);
        }
        else
        {
            Array.Fill(weights, 1f);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            if (ClassWeights.TryGetValue(task.Names[i], out double weight))
                weights[i] *= (float)weight;
        }

        return new SoftmaxCrossEntropy(LabelSmoothing, weights);
    }

    /// <summary>Creates the evaluation loss of a model: the cross-entropy, without weights and smoothing.</summary>
    internal static Loss LossOf(Model model) => model.Output switch
    {
        Softmax => new SoftmaxCrossEntropy(),
        Sigmoid => new BinaryCrossEntropy(),
        _ => new NegativeLogLikelihood(),
    };
}
