namespace Nabla.Networks;

/// <summary>A loss over the whole training split, as a function of the parameters: what <see cref="Lbfgs"/> asks several times a step.</summary>
internal interface IObjective
{
    /// <summary>
    /// Evaluates the loss at the parameters' present values, and sets the parameters' gradients to its gradient there. The same values must give
    /// the same bits: no dropout, no batch statistics that change from one call to the next.
    /// </summary>
    /// <returns>The loss.</returns>
    double Evaluate();
}
