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

/// <summary>From an activation's name to its layer.</summary>
public static class Activations
{
    /// <summary>The activation as a layer for rows of this width, with its default parameters.</summary>
    public static Layer Create(this Activation activation, int width) => activation switch
    {
        Activation.Elu => new Elu(width),
        Activation.Relu => new Relu(width),
        Activation.LeakyRelu => new LeakyRelu(width),
        Activation.Sigmoid => new Sigmoid(width),
        Activation.Tanh => new Tanh(width),
        Activation.Softplus => new Softplus(width),
        Activation.Identity => new Identity(width),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };
}
