namespace Nabla;

/// <summary>The name of an added predictor.</summary>
internal sealed record PredictorName(string Name);
