namespace Nabla.Networks;

/// <summary>How often each class was taken for each class: rows are true classes, columns are predicted ones.</summary>
/// <remarks>
/// With TP the diagonal, TP + FN a row's sum and TP + FP a column's (claims B27 to B29):
/// <code>
/// precision = TP / (TP + FP)      recall = TP / (TP + FN)      accuracy = Σ TP / all
/// F_β = (1 + β²) P R / (β² P + R)
/// </code>
/// A ratio whose divisor is 0 is 0: a class that is never predicted has precision 0. An example whose outputs are not numbers is predicted as no
/// class: it counts as wrong, in its class's recall, in <see cref="Total"/> and so in the accuracy, but stands in no column.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly long[] _unpredicted;

    /// <summary>An empty matrix.</summary>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        _counts = new long[classes * classes];
        _unpredicted = new long[classes];
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many examples were counted.</summary>
    public long Total => _counts.Sum() + _unpredicted.Sum();

    /// <summary>How often <paramref name="truth"/> was taken for <paramref name="prediction"/>.</summary>
    public long this[int truth, int prediction] => _counts[(truth * Classes) + prediction];

    /// <summary>Returns how many examples of a class were predicted as no class, because an output was not a number.</summary>
    /// <param name="truth">The true class.</param>
    public long Unpredicted(int truth) => _unpredicted[truth];

    /// <summary>Counts one example.</summary>
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

    /// <summary>The share of examples on the diagonal.</summary>
    public double Accuracy => Ratio(Enumerable.Range(0, Classes).Sum(c => this[c, c]), Total);

    /// <summary>Of what was called this class, the share that is.</summary>
    public double Precision(int index) => Ratio(this[index, index], Enumerable.Range(0, Classes).Sum(truth => this[truth, index]));

    /// <summary>Of what is this class, the share that was called so.</summary>
    public double Recall(int index) => Ratio(this[index, index], _unpredicted[index] + Enumerable.Range(0, Classes).Sum(prediction => this[index, prediction]));

    /// <summary>The weighted harmonic mean of precision and recall: a small β asks for precision, a large one for recall.</summary>
    public double FBeta(int index, double beta)
    {
        double precision = Precision(index), recall = Recall(index), square = beta * beta;
        return Ratio((1 + square) * precision * recall, (square * precision) + recall);
    }

    /// <summary>The matrix as rows of counts, [true][predicted].</summary>
    public long[][] ToRows() => [.. Enumerable.Range(0, Classes).Select(truth => _counts.AsSpan(truth * Classes, Classes).ToArray())];

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
