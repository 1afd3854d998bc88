using Nabla.Networks;

namespace Nabla.Tests.Optimizers;

/// <summary>An optimizer, and its rule for one number in double precision, written a second time and plainly.</summary>
/// <param name="Name">What it is called in the list of tests.</param>
/// <param name="Create">Makes it.</param>
/// <param name="Define">The rule for a number of a weight, or of another parameter: from (θ, g, t) to the new θ, with a memory of its own.</param>
public sealed record OptimizerCase(string Name, Func<Optimizer> Create, Func<bool, Func<double, double, int, double>> Define);

/// <summary>Every optimizer with settings that use all of its rule. What is in here is under all of <see cref="OptimizerTests"/>.</summary>
public static class OptimizerCases
{
    private const double Rate = 0.05f, Decay = 0.1;

    public static IReadOnlyList<OptimizerCase> All { get; } =
    [
        new("SGD", () => new Sgd(0.05f), isWeight => (θ, g, _) => θ - (Rate * g)),
        new("SGD, decay", () => new Sgd(0.05f, weightDecay: Decay), isWeight => (θ, g, _) => Decayed(isWeight, θ) - (Rate * g)),
        new("SGD, momentum", () => new Sgd(0.05f, 0.9f, weightDecay: Decay), isWeight => Momentum(isWeight, nesterov: false)),
        new("SGD, Nesterov", () => new Sgd(0.05f, 0.9f, nesterov: true), isWeight => Momentum(isWeight: false, nesterov: true)),
        new("Adam", () => new Adam(0.05f), isWeight => Adam(isWeight: false, 0.9, 0.999, 1e-8)),
        new("Adam, other settings", () => new Adam(0.05f, 0.5, 0.9, 0.1), isWeight => Adam(isWeight: false, 0.5, 0.9, 0.1)),
        new("AdamW", () => new Adam(0.05f, weightDecay: Decay), isWeight => Adam(isWeight, 0.9, 0.999, 1e-8)),
        new("RMSProp", () => new RmsProp(0.05f), isWeight => RmsProp(isWeight: false, 0.99, 1e-8, 0)),
        new("RMSProp, momentum, decay", () => new RmsProp(0.05f, 0.9, 0.01, 0.8f, Decay), isWeight => RmsProp(isWeight, 0.9, 0.01, 0.8f)),
    ];

    private static double Decayed(bool isWeight, double θ) => isWeight ? θ * (1 - (Rate * Decay)) : θ;

    private static Func<double, double, int, double> Momentum(bool isWeight, bool nesterov)
    {
        double v = 0;
        return (θ, g, _) =>
        {
            v = (0.9f * v) + g;
            return Decayed(isWeight, θ) - (Rate * (nesterov ? g + (0.9f * v) : v));
        };
    }

    private static Func<double, double, int, double> Adam(bool isWeight, double beta1, double beta2, double epsilon)
    {
        double m = 0, v = 0;
        return (θ, g, t) =>
        {
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            return Decayed(isWeight, θ) - (Rate * m / (1 - Math.Pow(beta1, t)) / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + epsilon));
        };
    }

    private static Func<double, double, int, double> RmsProp(bool isWeight, double smoothing, double epsilon, double momentum)
    {
        double v = 0, u = 0;
        return (θ, g, _) =>
        {
            v = (smoothing * v) + ((1 - smoothing) * g * g);
            u = (momentum * u) + (g / (Math.Sqrt(v) + epsilon));
            return Decayed(isWeight, θ) - (Rate * u);
        };
    }
}
