using Nabla.Networks;

namespace Nabla;

/// <content>Predicts the rows of a table.</content>
public abstract partial class Predictor
{
    /// <summary>Predicts every row of a table.</summary>
    /// <param name="table">A table with the model's columns, in any order; a target, weights and ignored columns are not used.</param>
    /// <returns>The predictions, one per row, in order.</returns>
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
    /// <param name="table">A table with the model's columns, in any order; a target, weights and ignored columns are not used.</param>
    /// <returns><see cref="OutputCount"/> elements per row, row by row.</returns>
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

    /// <summary>Evaluates the predictions against the target column of a table.</summary>
    /// <param name="table">A table with the model's columns and its target.</param>
    /// <returns>The loss that the model was trained with and the metrics of the task, such as accuracy or RMSE.</returns>
    /// <exception cref="InvalidDataException">A column is missing, unknown or of another kind, or a target is missing or is not a class of the model.</exception>
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
