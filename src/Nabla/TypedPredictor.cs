using System.Diagnostics.CodeAnalysis;

using Nabla.Networks;

namespace Nabla;

/// <summary>Predicts from objects whose properties are a model's features.</summary>
/// <remarks>
/// A property matches the feature of the same name, ignoring case, spaces and punctuation. For another name use
/// <c>[Column("sepal length (cm)")]</c> from System.ComponentModel.DataAnnotations.Schema. Numbers, Booleans, texts and enumerations can be features; null and
/// NaN are missing values. Safe to share between threads.
/// </remarks>
/// <typeparam name="T">The type of the objects.</typeparam>
public sealed class TypedPredictor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>
{
    private const int MaxOnStack = 1024;

    private readonly Predictor _predictor;
    private readonly FeatureReader<T>[] _readers;

    internal TypedPredictor(Predictor predictor, FeatureReader<T>[] readers) => (_predictor, _readers) = (predictor, readers);

    /// <summary>Predicts one object.</summary>
    /// <param name="item">The object.</param>
    /// <exception cref="ArgumentException">A number is infinite, or far outside the training range.</exception>
    public Prediction Predict(T item)
    {
        Span<float> predictions = _predictor.OutputCount <= MaxOnStack ? stackalloc float[_predictor.OutputCount] : new float[_predictor.OutputCount];
        Predict(item, predictions);
        return _predictor.Best(predictions);
    }

    /// <summary>Predicts one object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="predictions">Receives the probability of each class, or the values: <see cref="Predictor.OutputCount"/> elements.</param>
    /// <exception cref="ArgumentException">The span is too short, or a number is infinite.</exception>
    public void Predict(T item, Span<float> predictions)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (predictions.Length != _predictor.OutputCount)
            throw new ArgumentException($"The destination has room for {predictions.Length} predictions; the model returns {_predictor.OutputCount}.", nameof(predictions));
        var schema = _predictor.Model.Input;
        Span<double> row = _readers.Length <= MaxOnStack ? stackalloc double[_readers.Length] : new double[_readers.Length];
        for (int j = 0; j < row.Length; j++)
            row[j] = _readers[j].Read(item);
        Span<float> inputs = schema.Inputs <= MaxOnStack ? stackalloc float[schema.Inputs] : new float[schema.Inputs];
        schema.Encode<double>(row, inputs);
        _predictor.PredictInputs(inputs, predictions);
    }
}

/// <content>Predicts from objects.</content>
public abstract partial class Predictor
{
    /// <summary>Returns a predictor of objects whose properties are the model's features; see <see cref="TypedPredictor{T}"/>.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <exception cref="ArgumentException">A feature has no property, or one of another type; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The model's features have no names.</exception>
    public TypedPredictor<T> For<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
    {
        if (Model.Input.Columns.Count == 0)
            throw new InvalidOperationException("The model was trained on arrays, and its features are not columns of a table; predict from a span of numbers.");
        return new(this, FeatureReader<T>.Match(Model.Input));
    }
}
