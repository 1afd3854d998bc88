using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Definitions;

/// <summary>An activation: its definition, its derivative on paper, and both engines' layers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Function">h, the definition.</param>
/// <param name="Slope">h′ as a formula of x.</param>
/// <param name="Layer">The library's layer of a width.</param>
/// <param name="OnTape">The second engine's.</param>
internal sealed record ActivationFunction(string Name, Func<Dual, Dual> Function, Func<double, double> Slope, Func<int, Layer> Layer, Autograd.Layers.Layer OnTape)
{
    public static ActivationFunction Tanh { get; } = new("tanh", Dual.Tanh, z => 1 - (Math.Tanh(z) * Math.Tanh(z)), width => new Tanh(width), new Autograd.Layers.Tanh());

    /// <summary>α = 1.</summary>
    public static ActivationFunction Elu { get; } =
        new("ELU", z => z > 0 ? z : Dual.Exp(z) - 1, z => z > 0 ? 1 : Math.Exp(z), width => new Elu(width), new Autograd.Layers.Elu());

    public static ActivationFunction Relu { get; } = new("ReLU", z => Dual.Max(0, z), z => z > 0 ? 1 : 0, width => new Relu(width), new Autograd.Layers.Relu());

    /// <summary>α = 0.01.</summary>
    public static ActivationFunction LeakyRelu { get; } =
        new("LeakyReLU", z => z > 0 ? z : 0.01 * z, z => z > 0 ? 1 : 0.01, width => new LeakyRelu(width, 0.01f), new Autograd.Layers.LeakyRelu());

    public static ActivationFunction Sigmoid { get; } =
        new("sigmoid", z => 1 / (1 + Dual.Exp(-z)), z => Logistic(z) * (1 - Logistic(z)), width => new Sigmoid(width), new Autograd.Layers.Sigmoid());

    public static ActivationFunction Softplus { get; } = new("softplus", z => Dual.Log(1 + Dual.Exp(z)), Logistic, width => new Softplus(width), new Autograd.Layers.Softplus());

    public static IReadOnlyList<ActivationFunction> All => [Elu, Relu, LeakyRelu, Sigmoid, Tanh, Softplus];

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));
}
