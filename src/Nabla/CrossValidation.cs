using Nabla.Networks;

namespace Nabla;

/// <summary>The results of cross-validation: training on parts of a table and testing on the rest, in turn.</summary>
/// <remarks>
/// k folds in r repeats give n = k·r scores s with mean m. Their training sets overlap, so the scores are not independent, and the interval of the mean is that of
/// the corrected resampled t-test (Nadeau and Bengio 2003):
/// <code>
/// deviation = √(Σ (s − m)² / (n − 1))      interval = m ± t(n − 1) · deviation · √(1/n + 1/(k − 1))
/// </code>
/// </remarks>
public sealed class CrossValidation
{
    private readonly int _folds;

    private CrossValidation(int folds, IReadOnlyList<Evaluation> evaluations) => (_folds, Evaluations) = (folds, evaluations);

    /// <summary>Gets the result of each fold, repeat by repeat.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; }

    /// <summary>Gets the score of each fold: the accuracy of a classification, R² of a regression.</summary>
    public IReadOnlyList<double> Scores => [.. Evaluations.Select(evaluation => evaluation.Score)];

    /// <summary>Gets the mean of the scores.</summary>
    public double Mean => Scores.Average();

    /// <summary>Gets the standard deviation of the scores, divided by n − 1.</summary>
    public double StandardDeviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(Scores.Sum(score => (score - mean) * (score - mean)) / (Scores.Count - 1));
        }
    }

    /// <summary>Gets the 95 % confidence interval of the mean.</summary>
    public (double Lower, double Upper) Interval
    {
        get
        {
            double half = StudentDistribution.Quantile975(Scores.Count - 1) * StandardDeviation * Math.Sqrt((1.0 / Scores.Count) + (1.0 / (_folds - 1)));
            return (Mean - half, Mean + half);
        }
    }

    /// <summary>Trains and tests once for each fold.</summary>
    /// <param name="table">The table, with a target.</param>
    /// <param name="train">Trains on the given rows: <c>rows => Classifier.Train(rows, options)</c>.</param>
    /// <param name="folds">The number of folds; at least 2, at most the number of rows, or of groups. Default 5. They are stratified by class.</param>
    /// <param name="repeats">The number of times that new folds are drawn; at least 1. Default 1.</param>
    /// <param name="seed">The random seed of the folds. Default 42.</param>
    /// <param name="groups">The name of a column; rows with the same value in it are never split between training and test. Default: no groups.</param>
    /// <exception cref="ArgumentException">There are fewer rows or groups than folds.</exception>
    public static CrossValidation Run(Table table, Func<Table, Predictor> train, int folds = 5, int repeats = 1, ulong seed = 42, string? groups = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        table.RequireTarget();
        var evaluations = new List<Evaluation>();
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            foreach (var (rows, test) in table.Folds(folds, unchecked(seed + (ulong)repeat), groups))
                evaluations.Add(train(rows).Evaluate(test));
        }

        return new(folds, evaluations);
    }

    /// <summary>Returns a text such as "0.953 ± 0.021 (mean and standard deviation of 5 folds)".</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Mean:0.000} ± {StandardDeviation:0.000} (mean and standard deviation of {Scores.Count} folds)");
}
