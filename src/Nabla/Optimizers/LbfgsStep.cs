namespace Nabla.Networks;

/// <summary>Specifies the outcome of a step of <see cref="Lbfgs"/>.</summary>
internal enum LbfgsOutcome
{
    /// <summary>The loss has decreased, and the method has not converged.</summary>
    Progress,

    /// <summary>No derivative is larger than the gradient tolerance: converged.</summary>
    GradientConverged,

    /// <summary>
    /// Two successive line searches satisfied their conditions but lowered the loss by no more than the loss tolerance: converged, within single
    /// precision. At a kink of the loss, which networks with ReLU have, derivatives may still be far above the gradient tolerance.
    /// </summary>
    LossConverged,

    /// <summary>
    /// The last line search found no point that satisfies its conditions, or no lower loss even along the negative gradient, and the
    /// loss has not decreased by more than the loss tolerance. The parameters are where the loss is <see cref="LbfgsStep.Loss"/>; this may
    /// differ from where they were before the step.
    /// </summary>
    LineSearchFailed,

    /// <summary>The loss or the gradient at the beginning of the step is not finite; the parameters are unchanged.</summary>
    NotFinite,
}

/// <summary>The result of a step of <see cref="Lbfgs"/>.</summary>
/// <param name="Outcome">The outcome; continue only after <see cref="LbfgsOutcome.Progress"/>.</param>
/// <param name="Loss">The loss at the parameters after the step.</param>
/// <param name="LargestDerivative">max |∂L/∂θ| there.</param>
/// <param name="Evaluations">The number of evaluations of the objective.</param>
internal readonly record struct LbfgsStep(LbfgsOutcome Outcome, double Loss, double LargestDerivative, int Evaluations);
