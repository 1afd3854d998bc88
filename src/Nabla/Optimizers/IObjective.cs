namespace Nabla.Networks;

/// <summary>A loss over the whole training split as a function of the parameters, which <see cref="Lbfgs"/> evaluates several times a step.</summary>
internal interface IObjective
{
    /// <summary>
    /// Evaluates the loss at the current parameters, and sets the parameters' gradients to its gradient. Equal parameters must give
    /// bit-identical results: no dropout, and no batch statistics that change between calls.
    /// </summary>
    /// <returns>The loss.</returns>
    double Evaluate();
}
