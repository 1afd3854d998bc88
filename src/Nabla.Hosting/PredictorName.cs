namespace Nabla;

/// <summary>A predictor that was added.</summary>
internal sealed record PredictorName(string Name);
