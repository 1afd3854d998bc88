using Nabla.Networks;

namespace Nabla;

/// <summary>The network of a <see cref="Regressor"/> and its training.</summary>
public sealed record RegressorOptions : PredictorOptions
{
    /// <summary>Gets the loss, on targets scaled to mean 0 and deviation 1. Default the mean squared error; <see cref="Huber"/> and <see cref="MeanAbsoluteError"/> are robust to outliers.</summary>
    public Loss Loss { get; init; } = new MeanSquaredError();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Validate() => Loss is { AcceptsValues: true, ExpectsLogits: false }
        ? base.Validate()
        : [.. base.Validate(), $"Loss is {(Loss is null ? "null" : $"{Loss.Kind}, which is one of classes")}; use MeanSquaredError, MeanAbsoluteError or Huber."];
}
