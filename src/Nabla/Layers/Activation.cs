namespace Nabla.Layers;

/// <summary>The activations a recipe can name.</summary>
public enum Activation
{
    /// <summary><see cref="Layers.Elu"/> with α = 1.</summary>
    Elu,

    /// <summary><see cref="Layers.Relu"/>.</summary>
    Relu,

    /// <summary><see cref="Layers.LeakyRelu"/> with slope 0.01.</summary>
    LeakyRelu,

    /// <summary><see cref="Layers.Sigmoid"/>.</summary>
    Sigmoid,

    /// <summary><see cref="Layers.Tanh"/>.</summary>
    Tanh,

    /// <summary><see cref="Layers.Softplus"/>.</summary>
    Softplus,

    /// <summary><see cref="Layers.Identity"/>.</summary>
    Identity,
}
