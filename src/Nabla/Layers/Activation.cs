namespace Nabla.Networks;

/// <summary>Specifies the activation of a recipe's hidden layers.</summary>
public enum Activation
{
    /// <summary><see cref="Elu"/> with α = 1.</summary>
    Elu,

    /// <summary><see cref="Relu"/>.</summary>
    Relu,

    /// <summary><see cref="LeakyRelu"/> with slope 0.01.</summary>
    LeakyRelu,

    /// <summary><see cref="Sigmoid"/>.</summary>
    Sigmoid,

    /// <summary><see cref="Tanh"/>.</summary>
    Tanh,

    /// <summary><see cref="Softplus"/>.</summary>
    Softplus,

    /// <summary>No activation: the output is the input.</summary>
    Identity,
}
