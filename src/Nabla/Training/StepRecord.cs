namespace Nabla.Networks;

/// <summary>What one step of training found: before its update, or with L-BFGS after it.</summary>
/// <param name="Step">Counted from 1 over the whole run.</param>
/// <param name="Loss">The batch's mean loss.</param>
/// <param name="Correct">The number of correctly classified examples; null for a regression, and where the loss is not finite.</param>
/// <param name="Samples">How many examples the batch had.</param>
/// <param name="Penalty">The elastic net's term, which the loss does not hold; 0 without one.</param>
public readonly record struct StepRecord(long Step, double Loss, int? Correct, int Samples, double Penalty = 0)
{
    /// <summary>Gets whether loss and penalty are finite, so that training can go on.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Penalty);
}
