namespace Nabla.Networks;

/// <summary>What a step found: before its update, or with L-BFGS after it.</summary>
/// <param name="Loss">The batch's mean loss.</param>
/// <param name="Penalty">The elastic net's term, which the loss does not hold; 0 without one.</param>
/// <param name="Correct">The number of correctly classified examples of the batch; null for a regression, and where the loss is not finite.</param>
public readonly record struct StepOutcome(double Loss, double Penalty, int? Correct)
{
    /// <summary>Whether training can go on.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Penalty);
}
