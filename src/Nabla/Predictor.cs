using System.Buffers;

using Nabla.Networks;

namespace Nabla;

/// <summary>A trained model that predicts from raw values: a <see cref="Classifier"/> or a <see cref="Regressor"/>.</summary>
/// <remarks>
/// Immutable and safe to share between threads: each call uses memory from an internal pool and runs on its caller's thread. Predicting from spans allocates
/// nothing. There is nothing to dispose of.
/// </remarks>
public abstract partial class Predictor
{
    private const int MaxOnStack = 1024;

    private readonly InferencePool _pool;

    private protected Predictor(Model model, TrainingReport? training)
    {
        (Model, Training) = (model, training);
        _pool = new(model.Network, new Processor(1));
    }

    /// <summary>Gets the model: the network, the input schema and the meaning of the outputs.</summary>
    public Model Model { get; }

    /// <summary>Gets the training report; null if the model was loaded from a file.</summary>
    public TrainingReport? Training { get; }

    /// <summary>Gets the number of features of a row.</summary>
    public int FeatureCount => Model.Input.Features;

    /// <summary>Gets the number of outputs per row: one probability per class, or one value per target.</summary>
    public int OutputCount => Model.Task.Names.Count;

    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>A <see cref="Classifier"/> or a <see cref="Regressor"/>.</returns>
    /// <exception cref="InvalidDataException">The file is missing, damaged or not a model.</exception>
    public static Predictor Load(string path) => From(Model.Load(path));

    /// <summary>Creates a predictor from a model.</summary>
    /// <param name="model">The model. Its network must not be trained while the predictor is in use.</param>
    /// <returns>A <see cref="Classifier"/> or a <see cref="Regressor"/>.</returns>
    public static Predictor From(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Task.IsClassification ? new Classifier(model) : new Regressor(model);
    }

    /// <summary>Writes the model to a safetensors file. The file appears under its name only once it is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => Model.Save(path);

    /// <summary>Predicts one row.</summary>
    /// <param name="row">The raw values of the features, in the order of the model's features; NaN for missing values.</param>
    /// <exception cref="ArgumentException">The number of values differs from that of the features, or a value cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A feature is categorical: predict from a table or from objects.</exception>
    public Prediction Predict(ReadOnlySpan<float> row)
    {
        Span<float> predictions = OutputCount <= MaxOnStack ? stackalloc float[OutputCount] : new float[OutputCount];
        RequireFeatures(row.Length, 1);
        Predict(row, predictions);
        return Best(predictions);
    }

    /// <summary>Predicts rows; allocates nothing.</summary>
    /// <param name="rows">The raw values of the features, row by row; NaN for missing values.</param>
    /// <param name="predictions">Receives <see cref="OutputCount"/> elements per row: the probability of each class, or the values.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A feature is categorical: predict from a table or from objects.</exception>
    public void Predict(ReadOnlySpan<float> rows, Span<float> predictions)
    {
        int count = rows.Length / FeatureCount;
        RequireFeatures(rows.Length, count);
        if (predictions.Length != count * OutputCount)
            throw new ArgumentException($"The destination has room for {predictions.Length} predictions; {count} {(count == 1 ? "row takes" : "rows take")} {count * OutputCount}.", nameof(predictions));
        int width = Model.Input.Inputs, block = Math.Max(1, MaxOnStack / width);
        float[]? wide = width <= MaxOnStack ? null : ArrayPool<float>.Shared.Rent(width);
        Span<float> inputs = wide is null ? stackalloc float[Math.Min(block, Math.Max(1, count)) * width] : wide;
        for (int first = 0; first < count; first += block)
        {
            int taken = Math.Min(block, count - first);
            var part = inputs[..(taken * width)];
            Model.Input.Standardize(new(rows.Slice(first * FeatureCount, taken * FeatureCount), taken, FeatureCount), new MatrixView(part, taken, width));
            PredictInputs(part, predictions.Slice(first * OutputCount, taken * OutputCount));
        }

        if (wide is not null)
            ArrayPool<float>.Shared.Return(wide);
    }

    /// <summary>Predicts from encoded and standardized inputs.</summary>
    internal void PredictInputs(ReadOnlySpan<float> inputs, Span<float> predictions)
    {
        int rows = inputs.Length / Model.Input.Inputs, outputs = Model.Network.Outputs;
        if (outputs == OutputCount)
        {
            _pool.Predict(new(inputs, rows, Model.Input.Inputs), new MatrixView(predictions, rows, outputs));
            for (int row = 0; row < rows; row++)
                OutputFunction.Apply(Model, predictions.Slice(row * outputs, outputs));
            return;
        }

        // One logit for two classes is converted to two probabilities.
        Span<float> logit = stackalloc float[1];
        for (int row = 0; row < rows; row++)
        {
            _pool.Predict(new(inputs.Slice(row * Model.Input.Inputs, Model.Input.Inputs), 1, Model.Input.Inputs), new MatrixView(logit, 1, 1));
            OutputFunction.Apply(Model, logit);
            (predictions[2 * row], predictions[(2 * row) + 1]) = (1 - logit[0], logit[0]);
        }
    }

    /// <summary>Returns the most probable class, or the first value.</summary>
    /// <exception cref="InvalidOperationException">A prediction is NaN.</exception>
    internal Prediction Best(ReadOnlySpan<float> predictions)
    {
        if (!Model.Task.IsClassification)
            return new(Model.Task, 0, RequireNumber(predictions[0]));
        int best = 0;
        for (int j = 0; j < predictions.Length; j++)
        {
            if (RequireNumber(predictions[j]) > predictions[best])
                best = j;
        }

        return new(Model.Task, best, predictions[best]);
    }

    private static float RequireNumber(float prediction) => float.IsFinite(prediction)
        ? prediction
        : throw new InvalidOperationException("The network's output is not a finite number: the values of this row are too large for this model.");

    private void RequireFeatures(int values, int rows)
    {
        if (values != rows * FeatureCount || values == 0)
        {
            var names = Model.Input.FeatureNames;
            throw new ArgumentException(
                $"Got {values} values; the model takes {FeatureCount} features per row{(names.Count > 0 ? $": {ColumnNames.List(names)}" : "")}.", nameof(values));
        }
    }
}
