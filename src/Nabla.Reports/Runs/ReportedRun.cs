using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>All that a run's report shows.</summary>
public sealed record ReportedRun
{
    /// <summary>Whether the run has not ended, and this is what it has so far: of its result, what only the end tells is empty. Default false.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What the run found.</summary>
    public required RunResult Result { get; init; }

    /// <summary>The recipe's fields, in the order of the file, whatever they are.</summary>
    public required IReadOnlyList<RecipeEntry> Recipe { get; init; }

    /// <summary>The loss of every step.</summary>
    public required IReadOnlyList<double> StepLosses { get; init; }

    /// <summary>Norms and dead units, a record a layer and epoch; empty when the run kept none.</summary>
    public IReadOnlyList<LayerLine> Layers { get; init; } = [];

    /// <summary>The wrong answers that the network was surest of; empty when there are none or they cannot be had.</summary>
    public IReadOnlyList<WrongPrediction> WrongPredictions { get; init; } = [];

    /// <summary>Why there are no wrong answers to show, as a sentence; null when there are.</summary>
    public string? WhyNoPredictions { get; init; }

    /// <summary>The first layer's weights as images; empty when they cannot be had.</summary>
    public IReadOnlyList<Images.WeightImage> Weights { get; init; } = [];

    /// <summary>Why there are no images of weights, as a sentence; null when there are.</summary>
    public string? WhyNoWeights { get; init; }

    /// <summary>Gets the columns that a table's model predicts from; empty for images, and where the model cannot be had.</summary>
    public IReadOnlyList<ReportedFeature> Features { get; init; } = [];

    /// <summary>Gets the predictions of a regression for the test set; empty for a classification, and where they cannot be had.</summary>
    public IReadOnlyList<PredictedValue> Predictions { get; init; } = [];

    /// <summary>Gets whether the run learns from a table.</summary>
    public bool IsOfTable => Result.Recipe.IsTable;

    /// <summary>Gets whether the run predicts values.</summary>
    public bool IsRegression => Result.Recipe.Task == TaskKind.Regression;

    /// <summary>How many units the first layer has, shown or not.</summary>
    public int FirstLayerUnits { get; init; }
}

/// <summary>A column that a model predicts from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">"numeric" or "categorical".</param>
/// <param name="Inputs">The number of inputs of the network that it becomes.</param>
/// <param name="Remark">Its mean and deviation, or its categories, in the training set; and whether values were missing.</param>
public sealed record ReportedFeature(string Name, string Kind, int Inputs, string Remark);

/// <summary>A value of the test set and what was predicted, in the units of the target.</summary>
/// <param name="Truth">The true value.</param>
/// <param name="Prediction">The predicted value.</param>
public sealed record PredictedValue(double Truth, double Prediction);

/// <summary>An answer that was wrong.</summary>
/// <param name="Index">Which test image, counted from 0.</param>
/// <param name="Truth">What it shows.</param>
/// <param name="Probabilities">What the network took it for, the likeliest class first.</param>
/// <param name="Image">The image.</param>
public sealed record WrongPrediction(int Index, string Truth, IReadOnlyList<ClassProbability> Probabilities, Images.PngImage Image);

/// <summary>How likely the network holds a class to be.</summary>
/// <param name="Class">The class.</param>
/// <param name="Probability">From 0 to 1.</param>
public sealed record ClassProbability(string Class, double Probability);
