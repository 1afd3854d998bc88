using Nabla.Networks;

namespace Nabla.OnnxCases;

/// <summary>A model with rows to predict, as another runtime takes them, and what the library predicts for them.</summary>
/// <param name="Layers">Which layers it has.</param>
/// <param name="Preprocessing">What becomes of its raw values.</param>
/// <param name="Output">What becomes of its outputs.</param>
/// <param name="Model">The model.</param>
/// <param name="Rows">The rows.</param>
public sealed record OnnxCase(string Layers, string Preprocessing, string Output, Model Model, CaseRows Rows)
{
    /// <summary>Gets the name of the case, and of its file.</summary>
    public string Name => $"{Layers}--{Preprocessing}--{Output}".Replace(' ', '-');

    /// <summary>Predicts the rows: probabilities or values.</summary>
    public float[] Predict()
    {
        var predictor = Predictor.From(Model);
        if (Rows.Table is { } table)
            return predictor.PredictOutputs(table);
        float[] predictions = new float[Rows.Count * predictor.OutputCount];
        predictor.Predict(Rows.Numbers!, predictions);
        return predictions;
    }

    /// <summary>Predicts the class of each row; null for a regression.</summary>
    public string[]? Labels()
    {
        if (!Model.Task.IsClassification)
            return null;
        var predictor = Predictor.From(Model);
        if (Rows.Table is { } table)
            return [.. predictor.Predict(table).Select(prediction => prediction.Class!)];
        return [.. Rows.Numbers!.Chunk(Model.Input.Features).Select(row => predictor.Predict(row).Class!)];
    }
}
