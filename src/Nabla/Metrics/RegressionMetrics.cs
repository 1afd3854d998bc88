namespace Nabla.Networks;

/// <summary>The error metrics of predicted values.</summary>
/// <remarks>
/// n examples, t true and p predicted values of one target, t̄ the mean of t:
/// <code>
/// RMSE = √(Σ (p − t)² / n)      MAE = Σ |p − t| / n      R² = 1 − Σ (p − t)² / Σ (t − t̄)²
/// </code>
/// If a network predicts several values, each metric is the mean over the values, as with scikit-learn's "uniform_average". If
/// all true values are equal, R² is 1 if every prediction is exact and otherwise 0, and for fewer than two examples it is NaN, as in scikit-learn's
/// r2_score. Every example counts equally. Sums are in double precision, in the order of the examples.
/// </remarks>
public sealed class RegressionMetrics
{
    private readonly double[] _absolute;
    private readonly double[] _squared;
    private readonly double[] _mean;
    private readonly double[] _spread;

    /// <summary>Initializes metrics of no examples.</summary>
    /// <param name="values">The number of predicted values per example; at least 1.</param>
    public RegressionMetrics(int values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(values);
        (_absolute, _squared, _mean, _spread) = (new double[values], new double[values], new double[values], new double[values]);
    }

    /// <summary>Gets the number of predicted values per example.</summary>
    public int Values => _mean.Length;

    /// <summary>Gets the number of examples.</summary>
    public long Total { get; private set; }

    /// <summary>Gets the root mean squared error: 0 is perfect.</summary>
    public double Rmse => Mean(RmseOf);

    /// <summary>Gets the mean absolute error: 0 is perfect.</summary>
    public double Mae => Mean(MaeOf);

    /// <summary>Gets the coefficient of determination: 1 is perfect, 0 is as good as always predicting the mean.</summary>
    public double R2 => Mean(R2Of);

    /// <summary>Returns the root mean squared error of one value.</summary>
    /// <param name="value">The index of the predicted value, counted from 0.</param>
    public double RmseOf(int value) => Math.Sqrt(_squared[value] / Total);

    /// <summary>Returns the mean absolute error of one value.</summary>
    /// <param name="value">The index of the predicted value, counted from 0.</param>
    public double MaeOf(int value) => _absolute[value] / Total;

    /// <summary>Returns the coefficient of determination of one value.</summary>
    /// <param name="value">The index of the predicted value, counted from 0.</param>
    public double R2Of(int value)
    {
        if (Total < 2)
            return double.NaN;
        if (_spread[value] == 0)
            return _squared[value] == 0 ? 1 : 0;
        return 1 - (_squared[value] / _spread[value]);
    }

    /// <summary>Adds one example.</summary>
    /// <param name="truth">The true values.</param>
    /// <param name="prediction">The predicted values.</param>
    /// <exception cref="ArgumentException">The number of values differs from <see cref="Values"/>.</exception>
    public void Add(ReadOnlySpan<float> truth, ReadOnlySpan<float> prediction)
    {
        ShapeException.ThrowIfDifferent(nameof(RegressionMetrics), "truth", 1, truth.Length, 1, Values);
        ShapeException.ThrowIfDifferent(nameof(RegressionMetrics), "prediction", 1, prediction.Length, 1, Values);
        Total++;
        for (int j = 0; j < truth.Length; j++)
        {
            double t = truth[j], error = prediction[j] - t;
            _absolute[j] += Math.Abs(error);
            _squared[j] += error * error;

            // Welford 1962: the sum of squared distances from a running mean, without the cancellation of Σt² − n t̄².
            double distance = t - _mean[j];
            _mean[j] += distance / Total;
            _spread[j] += distance * (t - _mean[j]);
        }
    }

    private double Mean(Func<int, double> of)
    {
        double sum = 0;
        for (int j = 0; j < Values; j++)
            sum += of(j);
        return sum / Values;
    }
}
