namespace Nabla.Studies;

/// <summary>What computes the gradients.</summary>
public enum Engine
{
    /// <summary>The library's layers, each with its gradient derived by hand.</summary>
    Analytic,

    /// <summary>The second opinion: the same network in double precision, its gradients by automatic differentiation.</summary>
    Autograd,
}
