namespace Nabla.Studies;

/// <summary>Specifies the engine that computes the gradients.</summary>
public enum Engine
{
    /// <summary>The library's layers, each with a gradient derived by hand.</summary>
    Analytic,

    /// <summary>The autograd engine: the same network in double precision, with gradients by automatic differentiation.</summary>
    Autograd,
}
