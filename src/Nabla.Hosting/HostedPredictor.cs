using System.Diagnostics.CodeAnalysis;
using Nabla.Networks;

namespace Nabla;

/// <summary>
/// A predictor that follows its file: each call uses the model that is current when the call begins, and is measured. Safe to share between threads; there is nothing to
/// dispose of.
/// </summary>
public sealed class HostedPredictor
{
    private readonly ModelSource _source;
    private readonly PredictionMetrics _metrics;
    private readonly TimeProvider _time;

    internal HostedPredictor(ModelSource source, PredictionMetrics metrics, TimeProvider time) => (_source, _metrics, _time) = (source, metrics, time);

    /// <summary>Gets the name of the predictor.</summary>
    public string Name => _source.Name;

    /// <summary>Gets the current predictor; calls on it are not measured.</summary>
    /// <exception cref="InvalidDataException">The model was not loaded yet, and its file is missing, damaged or not a model.</exception>
    public Predictor Current => _source.Current.Predictor;

    /// <summary>Gets the fingerprint of the current model: the SHA-256 over its parameters.</summary>
    /// <exception cref="InvalidDataException">The model was not loaded yet, and its file is missing, damaged or not a model.</exception>
    public string Fingerprint => _source.Current.Fingerprint;

    /// <summary>Predicts one row; see <see cref="Predictor.Predict(ReadOnlySpan{float})"/>.</summary>
    /// <param name="row">The raw values of the features, in the order of the model's features; NaN for missing values.</param>
    /// <exception cref="ArgumentException">The number of values differs from that of the features, or a value cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A feature is categorical; predict from a table or from objects.</exception>
    public Prediction Predict(ReadOnlySpan<float> row)
    {
        long start = _time.GetTimestamp();
        try
        {
            var prediction = Current.Predict(row);
            Measure(start, rows: 1);
            return prediction;
        }
        catch (Exception error)
        {
            Measure(start, rows: 0, error);
            throw;
        }
    }

    /// <summary>Predicts rows; see <see cref="Predictor.Predict(ReadOnlySpan{float}, Span{float})"/>.</summary>
    /// <param name="rows">The raw values of the features, row by row; NaN for missing values.</param>
    /// <param name="predictions">Receives <see cref="Predictor.OutputCount"/> elements per row.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A feature is categorical; predict from a table or from objects.</exception>
    public void Predict(ReadOnlySpan<float> rows, Span<float> predictions)
    {
        long start = _time.GetTimestamp();
        try
        {
            var predictor = Current;
            predictor.Predict(rows, predictions);
            Measure(start, rows.Length / predictor.FeatureCount);
        }
        catch (Exception error)
        {
            Measure(start, rows: 0, error);
            throw;
        }
    }

    /// <summary>Predicts every row of a table; see <see cref="Predictor.Predict(Table)"/>.</summary>
    /// <param name="table">A table with the model's columns, in any order.</param>
    /// <returns>The predictions, one per row, in order.</returns>
    /// <exception cref="InvalidDataException">A column is missing, unknown or of another kind; the message names it.</exception>
    public IReadOnlyList<Prediction> Predict(Table table)
    {
        long start = _time.GetTimestamp();
        try
        {
            var predictions = Current.Predict(table);
            Measure(start, predictions.Count);
            return predictions;
        }
        catch (Exception error)
        {
            Measure(start, rows: 0, error);
            throw;
        }
    }

    /// <summary>Predicts from an object whose properties are the model's features; see <see cref="TypedPredictor{T}"/>.</summary>
    /// <param name="item">The object.</param>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <exception cref="ArgumentException">A feature has no property, or one of another type; or a number is infinite.</exception>
    /// <exception cref="InvalidOperationException">The model's features have no names.</exception>
    public Prediction PredictItem<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T item)
    {
        long start = _time.GetTimestamp();
        try
        {
            var prediction = _source.Current.For<T>().Predict(item);
            Measure(start, rows: 1);
            return prediction;
        }
        catch (Exception error)
        {
            Measure(start, rows: 0, error);
            throw;
        }
    }

    private void Measure(long start, int rows, Exception? error = null) => _metrics.AddPrediction(Name, _time.GetElapsedTime(start), rows, error);
}
