namespace Nabla.Networks;

/// <summary>How a step of <see cref="Lbfgs"/> ended.</summary>
internal enum LbfgsOutcome
{
    /// <summary>The loss is lower now; there is more to do.</summary>
    Progress,

    /// <summary>No derivative is larger than the gradient tolerance: done.</summary>
    GradientConverged,

    /// <summary>
    /// Two line searches in succession satisfied their conditions and did not lower the loss by more than the loss tolerance: done, as far as single
    /// precision can tell. At a kink of the loss, as networks of ReLU have them, derivatives may still be far above the gradient tolerance.
    /// </summary>
    LossConverged,

    /// <summary>
    /// The last line search found no point that satisfies its conditions, or no lower loss at all, not even along the negative gradient, and the
    /// loss is not lower by more than the loss tolerance. The parameters are where the loss is known to be <see cref="LbfgsStep.Loss"/>; before the
    /// step they may have been elsewhere.
    /// </summary>
    LineSearchFailed,

    /// <summary>The loss or the gradient at the step's beginning is not a finite number: the parameters are as they were.</summary>
    NotFinite,
}

/// <summary>What a step of <see cref="Lbfgs"/> did.</summary>
/// <param name="Outcome">Go on only after <see cref="LbfgsOutcome.Progress"/>.</param>
/// <param name="Loss">The loss at the parameters as they are now.</param>
/// <param name="LargestDerivative">max |∂L/∂θ| there.</param>
/// <param name="Evaluations">How often the objective was evaluated.</param>
internal readonly record struct LbfgsStep(LbfgsOutcome Outcome, double Loss, double LargestDerivative, int Evaluations);
