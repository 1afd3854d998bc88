namespace Nabla.Networks;

/// <summary>A confusion matrix: rows are true classes, columns are predicted ones.</summary>
/// <remarks>
/// With TP the diagonal, TP + FN a row's sum and TP + FP a column's sum:
/// <code>
/// precision = TP / (TP + FP)      recall = TP / (TP + FN)      accuracy = Σ TP / all
/// F_β = (1 + β²) P R / (β² P + R)
/// </code>
/// A ratio whose divisor is 0 is 0: a class that is never predicted has precision 0. An example with an output that is NaN is predicted as no
/// class: it counts as incorrect, in its class's recall, in <see cref="Total"/> and in the accuracy, but is in no column.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly long[] _unpredicted;

    /// <summary>Initializes an empty matrix.</summary>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        _counts = new long[classes * classes];
        _unpredicted = new long[classes];
    }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets the number of examples.</summary>
    public long Total => _counts.Sum() + _unpredicted.Sum();

    /// <summary>Gets the number of examples of class <paramref name="truth"/> that were predicted as <paramref name="prediction"/>.</summary>
    public long this[int truth, int prediction] => _counts[(truth * Classes) + prediction];

    /// <summary>Returns the number of examples of a class that were predicted as no class, because an output was NaN.</summary>
    /// <param name="truth">The true class.</param>
    public long Unpredicted(int truth) => _unpredicted[truth];

    /// <summary>Adds one example.</summary>
    /// <param name="truth">The true class.</param>
    /// <param name="prediction">The predicted class, or <see cref="LearningTask.NoClass"/>.</param>
    public void Add(int truth, int prediction)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)Classes);
        if (prediction == LearningTask.NoClass)
        {
            _unpredicted[truth]++;
            return;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)prediction, (uint)Classes);
        _counts[(truth * Classes) + prediction]++;
    }

    /// <summary>Gets the accuracy: the fraction of examples on the diagonal.</summary>
    public double Accuracy => Ratio(Enumerable.Range(0, Classes).Sum(c => this[c, c]), Total);

    /// <summary>Returns the precision of a class: the fraction of the examples predicted as it that belong to it.</summary>
    public double Precision(int index) => Ratio(this[index, index], Enumerable.Range(0, Classes).Sum(truth => this[truth, index]));

    /// <summary>Returns the recall of a class: the fraction of its examples that are predicted as it.</summary>
    public double Recall(int index) => Ratio(this[index, index], _unpredicted[index] + Enumerable.Range(0, Classes).Sum(prediction => this[index, prediction]));

    /// <summary>Returns the F-measure of a class, the weighted harmonic mean of precision and recall: a small β favours precision, a large one recall.</summary>
    public double FBeta(int index, double beta)
    {
        double precision = Precision(index), recall = Recall(index), square = beta * beta;
        return Ratio((1 + square) * precision * recall, (square * precision) + recall);
    }

    /// <summary>Returns the counts as rows, [true][predicted].</summary>
    public long[][] ToRows() => [.. Enumerable.Range(0, Classes).Select(truth => _counts.AsSpan(truth * Classes, Classes).ToArray())];

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
