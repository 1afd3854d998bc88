using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>The data of a run's report.</summary>
public sealed record ReportedRun
{
    /// <summary>Gets whether the run is still in progress, so that the results of its end are empty. Default false.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Gets the results of the run.</summary>
    public required RunResult Result { get; init; }

    /// <summary>Gets the recipe's fields, in the order of the file.</summary>
    public required IReadOnlyList<RecipeEntry> Recipe { get; init; }

    /// <summary>Gets the loss of every step.</summary>
    public required IReadOnlyList<double> StepLosses { get; init; }

    /// <summary>Gets norms and dead units, one record per layer and epoch; empty if the run recorded none.</summary>
    public IReadOnlyList<LayerLine> Layers { get; init; } = [];

    /// <summary>Gets the misclassified examples with the highest confidence; empty if there are none or they are not available.</summary>
    public IReadOnlyList<WrongPrediction> WrongPredictions { get; init; } = [];

    /// <summary>Gets why there are no misclassified examples to show, as a sentence; null if there are.</summary>
    public string? WhyNoPredictions { get; init; }

    /// <summary>Gets the first layer's weights as images; empty if they are not available.</summary>
    public IReadOnlyList<Images.WeightImage> Weights { get; init; } = [];

    /// <summary>Gets why there are no images of weights, as a sentence; null if there are.</summary>
    public string? WhyNoWeights { get; init; }

    /// <summary>Gets the input columns of a table's model; empty for images, and if the model is not available.</summary>
    public IReadOnlyList<ReportedFeature> Features { get; init; } = [];

    /// <summary>Gets the test set predictions of a regression; empty for a classification, and if they are not available.</summary>
    public IReadOnlyList<PredictedValue> Predictions { get; init; } = [];

    /// <summary>Gets whether the run trains on a table.</summary>
    public bool IsOfTable => Result.Recipe.IsTable;

    /// <summary>Gets whether the run predicts values.</summary>
    public bool IsRegression => Result.Recipe.Task == TaskKind.Regression;

    /// <summary>Gets the number of units of the first layer, shown or not.</summary>
    public int FirstLayerUnits { get; init; }
}

/// <summary>An input column of a model.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">"numeric" or "categorical".</param>
/// <param name="Inputs">The number of inputs of the network for the column.</param>
/// <param name="Remark">The mean and deviation, or the categories, in the training set; and whether values were missing.</param>
public sealed record ReportedFeature(string Name, string Kind, int Inputs, string Remark);

/// <summary>A value of the test set and its prediction, in the units of the target.</summary>
/// <param name="Truth">The true value.</param>
/// <param name="Prediction">The predicted value.</param>
public sealed record PredictedValue(double Truth, double Prediction);

/// <summary>A misclassified example.</summary>
/// <param name="Index">The index of the test image, counted from 0.</param>
/// <param name="Truth">The true class.</param>
/// <param name="Probabilities">The predicted probabilities, in descending order.</param>
/// <param name="Image">The image.</param>
public sealed record WrongPrediction(int Index, string Truth, IReadOnlyList<ClassProbability> Probabilities, Images.PngImage Image);

/// <summary>The predicted probability of a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Probability">The probability, from 0 to 1.</param>
public sealed record ClassProbability(string Class, double Probability);
