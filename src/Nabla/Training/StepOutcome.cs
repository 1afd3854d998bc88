namespace Nabla.Training;

/// <summary>What a step found before its update.</summary>
/// <param name="Loss">The batch's mean loss.</param>
/// <param name="Penalty">The elastic net's term, which the loss does not hold; 0 without one.</param>
/// <param name="Correct">How many of the batch's examples were right.</param>
public readonly record struct StepOutcome(double Loss, double Penalty, int Correct)
{
    /// <summary>Whether training can go on.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Penalty);
}
