using Nabla.Networks;

namespace Nabla;

/// <content>Predictions for the rows of a table.</content>
public abstract partial class Predictor
{
    /// <summary>Predicts every row of a table.</summary>
    /// <param name="table">Has the model's columns, in any order; a target, weights and ignored columns are not looked at.</param>
    /// <returns>One prediction a row, in order.</returns>
    /// <exception cref="InvalidDataException">A column is missing, unknown or of another kind; the message names it.</exception>
    public IReadOnlyList<Prediction> Predict(Table table)
    {
        float[] predictions = PredictOutputs(table);
        var best = new Prediction[table.RowCount];
        for (int row = 0; row < best.Length; row++)
            best[row] = Best(predictions.AsSpan(row * OutputCount, OutputCount));
        return best;
    }

    /// <summary>Predicts the probabilities of all classes, or all values, of every row of a table.</summary>
    /// <param name="table">Has the model's columns, in any order; a target, weights and ignored columns are not looked at.</param>
    /// <returns><see cref="OutputCount"/> numbers for each row, row after row.</returns>
    /// <exception cref="InvalidDataException">A column is missing, unknown or of another kind; the message names it.</exception>
    public float[] PredictOutputs(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.RowCount == 0)
            return [];
        float[] predictions = new float[checked(table.RowCount * OutputCount)];
        PredictInputs(Model.Input.Encode(table), predictions);
        return predictions;
    }

    /// <summary>Compares predictions with the target column of a table.</summary>
    /// <param name="table">Has the model's columns and its target.</param>
    /// <returns>The loss that the model was trained with and the metrics of the task: accuracy and the like of classes, RMSE and the like of values.</returns>
    /// <exception cref="InvalidDataException">A column is missing, unknown or of another kind, or a target is missing or no class of the model's.</exception>
    /// <exception cref="InvalidOperationException">The table has no target.</exception>
    public Evaluation Evaluate(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var examples = Model.Encode(table);
        using var processor = new Processor(1);
        return Evaluation.Measure(Model.Network, EvaluationLoss(), examples, processor);
    }

    private protected abstract Loss EvaluationLoss();
}
