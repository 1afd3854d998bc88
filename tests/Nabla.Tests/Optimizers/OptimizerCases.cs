using Nabla.Networks;

namespace Nabla.Tests.Optimizers;

/// <summary>An optimizer, and its rule for one number in double precision, written a second time and plainly.</summary>
/// <param name="Name">What it is called in the list of tests.</param>
/// <param name="Create">Makes it.</param>
/// <param name="Define">The rule for a parameter of a role: from (θ, g, t) to the new θ, with a memory of its own.</param>
public sealed record OptimizerCase(string Name, Func<Optimizer> Create, Func<ParameterRole, Func<double, double, int, double>> Define);

/// <summary>Every optimizer with settings that use all of its rule. What is in here is under all of <see cref="OptimizerTests"/>.</summary>
public static class OptimizerCases
{
    private const double Rate = 0.05f, Decay = 0.1;

    public static IReadOnlyList<OptimizerCase> All { get; } =
    [
        new("SGD", () => new Sgd(0.05f), role => (θ, g, _) => θ - (Rate * g)),
        new("SGD, decay", () => new Sgd(0.05f, weightDecay: Decay), role => (θ, g, _) => Decayed(role, θ) - (Rate * g)),
        new("SGD, momentum", () => new Sgd(0.05f, 0.9f, weightDecay: Decay), role => Momentum(role, nesterov: false)),
        new("SGD, Nesterov", () => new Sgd(0.05f, 0.9f, nesterov: true), role => Momentum(ParameterRole.Bias, nesterov: true)),
        new("Adam", () => new Adam(0.05f), role => Adam(ParameterRole.Bias, 0.9, 0.999, 1e-8)),
        new("Adam, other settings", () => new Adam(0.05f, 0.5, 0.9, 0.1), role => Adam(ParameterRole.Bias, 0.5, 0.9, 0.1)),
        new("AdamW", () => new AdamW(0.05f, weightDecay: Decay), role => Adam(role, 0.9, 0.999, 1e-8)),
        new("RMSProp", () => new RmsProp(0.05f), role => RmsProp(ParameterRole.Bias, 0.99, 1e-8, 0)),
        new("RMSProp, momentum, decay", () => new RmsProp(0.05f, 0.9, 0.01, 0.8f, Decay), role => RmsProp(role, 0.9, 0.01, 0.8f)),
    ];

    private static double Decayed(ParameterRole role, double θ) => role == ParameterRole.Weight ? θ * (1 - (Rate * Decay)) : θ;

    private static Func<double, double, int, double> Momentum(ParameterRole role, bool nesterov)
    {
        double v = 0;
        return (θ, g, _) =>
        {
            v = (0.9f * v) + g;
            return Decayed(role, θ) - (Rate * (nesterov ? g + (0.9f * v) : v));
        };
    }

    private static Func<double, double, int, double> Adam(ParameterRole role, double beta1, double beta2, double epsilon)
    {
        double m = 0, v = 0;
        return (θ, g, t) =>
        {
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            return Decayed(role, θ) - (Rate * m / (1 - Math.Pow(beta1, t)) / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + epsilon));
        };
    }

    private static Func<double, double, int, double> RmsProp(ParameterRole role, double smoothing, double epsilon, double momentum)
    {
        double v = 0, u = 0;
        return (θ, g, _) =>
        {
            v = (smoothing * v) + ((1 - smoothing) * g * g);
            u = (momentum * u) + (g / (Math.Sqrt(v) + epsilon));
            return Decayed(role, θ) - (Rate * u);
        };
    }
}
