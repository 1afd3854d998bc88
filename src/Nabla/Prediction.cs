using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>The prediction for one row: a class and its probability, or a value.</summary>
public readonly struct Prediction : IEquatable<Prediction>
{
    private readonly LearningTask? _task;
    private readonly int _class;
    private readonly float _number;

    internal Prediction(LearningTask task, int @class, float number) => (_task, _class, _number) = (task, @class, number);

    /// <summary>Gets the name of the predicted class.</summary>
    /// <exception cref="InvalidOperationException">The model predicts values.</exception>
    public string Class => Task(isClassification: true).Names[_class];

    /// <summary>Gets the index of the predicted class among the model's classes.</summary>
    /// <exception cref="InvalidOperationException">The model predicts values.</exception>
    public int ClassIndex => Task(isClassification: true) is null ? 0 : _class;

    /// <summary>Gets the probability of the predicted class, from 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">The model predicts values.</exception>
    public float Probability => Task(isClassification: true) is null ? 0 : _number;

    /// <summary>Gets the predicted value; the first of several.</summary>
    /// <exception cref="InvalidOperationException">The model predicts classes.</exception>
    public float Value => Task(isClassification: false) is null ? 0 : _number;

    /// <summary>Returns whether two predictions are equal.</summary>
    public static bool operator ==(Prediction left, Prediction right) => left.Equals(right);

    /// <summary>Returns whether two predictions differ.</summary>
    public static bool operator !=(Prediction left, Prediction right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Prediction other) => _class == other._class && _number.Equals(other._number) && ReferenceEquals(_task, other._task);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Prediction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_class, _number);

    /// <summary>Returns a text such as "setosa (98.1 %)" or "152.3".</summary>
    public override string ToString() => _task switch
    {
        null => "no prediction",
        { IsClassification: true } => string.Create(CultureInfo.InvariantCulture, $"{Class} ({100 * Probability:0.0} %)"),
        _ => _number.ToString(CultureInfo.InvariantCulture),
    };

    private LearningTask Task(bool isClassification)
    {
        if (_task is null)
            throw new InvalidOperationException("This is default(Prediction), not the prediction of a model.");
        if (_task.IsClassification != isClassification)
            throw new InvalidOperationException(isClassification ? "The model predicts values, not classes; use Value." : "The model predicts classes, not values; use Class and Probability.");
        return _task;
    }
}
