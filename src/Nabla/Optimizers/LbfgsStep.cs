namespace Nabla.Optimizers;

/// <summary>How a step of <see cref="Lbfgs"/> ended.</summary>
public enum LbfgsOutcome
{
    /// <summary>The loss is lower now; there is more to do.</summary>
    Progress,

    /// <summary>No derivative is larger than the gradient tolerance: done.</summary>
    GradientConverged,

    /// <summary>The loss changed by less than the loss tolerance: done, as far as single precision can tell.</summary>
    LossConverged,

    /// <summary>No lower loss was found, not even along the gradient: the parameters are as they were before the step.</summary>
    LineSearchFailed,

    /// <summary>The loss or the gradient at the step's beginning is not a finite number: the parameters are as they were.</summary>
    NotFinite,
}

/// <summary>What a step of <see cref="Lbfgs"/> did.</summary>
/// <param name="Outcome">Go on only after <see cref="LbfgsOutcome.Progress"/>.</param>
/// <param name="Loss">At the parameters as they are now.</param>
/// <param name="LargestDerivative">max |∂L/∂θ| there.</param>
/// <param name="Evaluations">How often the objective was asked.</param>
public readonly record struct LbfgsStep(LbfgsOutcome Outcome, double Loss, double LargestDerivative, int Evaluations);
