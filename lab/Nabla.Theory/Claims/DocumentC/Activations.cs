using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>Identities of rectifier, sigmoid, tanh and softplus (section 1, a to d).</summary>
internal static class Activations
{
    private static readonly double[] Grid = [.. Enumerable.Range(-80, 161).Select(i => i / 2.0)];
    private static readonly double[] Narrow = [-9, -3.5, -1, -0.2, 0, 0.3, 1, 2.5, 8];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "C1",
            "rect(x) = max(0, x) = x · 1(x > 0).",
            says: "1(x > 0), without the factor x.",
            "x where it is positive, else 0; the library's Relu",
            formula: (double x) => x * (x > 0 ? 1 : 0),
            perturbed: Math.Abs,
            printed: x => x > 0 ? 1 : 0,
            check: rectifier =>
            [
                Finding.Equal(rectifier(2), 2),
                Finding.Close(Narrow.Select(rectifier), Narrow.Select(x => Math.Max(0, x)), 1e-15),
                Library.Check(Row(Narrow).Map(rectifier), InLibrary(ActivationFunction.Relu)),
            ],
            margin: 1),

        Claim.Holds(
            "C2",
            "σ(x) = ½ (tanh(x/2) + 1).",
            "1/(1 + e⁻ˣ) for x from −40 to 40; autograd; the library's Sigmoid",
            formula: (double x) => (Math.Tanh(x / 2) + 1) / 2,
            perturbed: x => (Math.Tanh(x) + 1) / 2,
            check: SigmoidIs),

        Claim.Erratum(
            "C3",
            "σ(x) = ½ (tanh(x/2) + 1).",
            says: "½ tanh(x/2 + 1): 0.380797 at 0, 0.470688 at 1.5.",
            "1/(1 + e⁻ˣ) for x = 0 and 1.5, and from −40 to 40",
            formula: (double x) => (Math.Tanh(x / 2) + 1) / 2,
            perturbed: x => (Math.Tanh(x / 2) - 1) / 2,
            printed: x => Math.Tanh((x / 2) + 1) / 2,
            check: sigmoid => [Finding.Close(sigmoid(0), 0.5, 1e-15), Finding.Close(sigmoid(1.5), 0.817574, 1e-6), .. SigmoidIs(sigmoid)],
            margin: 0.1),

        Claim.Holds(
            "C4",
            "ln σ(x) = −softplus(−x), softplus(x) = max(x, 0) + log(1 + e^−|x|).",
            "the series 2 artanh(u/(2 + u)) of log(1 + u), for x from −40 to 40 and ±800",
            formula: (double x) => -Softplus(-x),
            perturbed: x => -Softplus(x),
            check: logarithm => [.. Grid.Append(-800).Append(800).Select(x => Finding.Relative([logarithm(x)], [LogSigmoidBySeries(x)], 1e-14))]),

        Claim.Holds(
            "C5",
            "σ′ = σ (1 − σ).",
            "dual numbers and central differences; autograd; the library's Sigmoid",
            formula: (double x) => Logistic(x) * (1 - Logistic(x)),
            perturbed: x => Logistic(x) * (1 + Logistic(x)),
            check: slope => SlopeIs(slope, ActivationFunction.Sigmoid)),

        Claim.Holds(
            "C6",
            "tanh′ = 1 − tanh².",
            "dual numbers and central differences; autograd; the library's Tanh",
            formula: (double x) => 1 - (Math.Tanh(x) * Math.Tanh(x)),
            perturbed: x => 1 + (Math.Tanh(x) * Math.Tanh(x)),
            check: slope => SlopeIs(slope, ActivationFunction.Tanh)),
    ];

    private static IReadOnlyList<Finding> SigmoidIs(Func<double, double> sigmoid) =>
    [
        Finding.Close(Grid.Select(sigmoid), Grid.Select(Logistic), 1e-15),
        Finding.Close(Narrow.Select(sigmoid), Tapes.Value(x => ActivationFunction.Sigmoid.OnTape.Forward(x), Row(Narrow)).Row(0), 1e-15),
        Library.Check(Row(Narrow).Map(sigmoid), InLibrary(ActivationFunction.Sigmoid)),
    ];

    private static IReadOnlyList<Finding> SlopeIs(Func<double, double> slope, ActivationFunction activation) =>
    [
        .. Derivative.Check(v => Dual.Sum(v.Select(activation.Function)), Narrow, Narrow.Select(slope)),
        Tapes.Check(x => activation.OnTape.Forward(x).Sum(), Row(Narrow), Row(Narrow).Map(slope)),
        Library.Check(Row(Narrow).Map(slope), Library.Run(activation.Layer(Narrow.Length), Row(Narrow), Row(Narrow).Map(_ => 1.0)).InputGradient),
    ];

    private static Matrix InLibrary(ActivationFunction activation) => Library.Run(activation.Layer(Narrow.Length), Row(Narrow), Row(Narrow)).Output;

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x)
    {
        // log(1 + e) to the last digits, however small e is: the rounding of 1 + e is divided out again (Kahan).
        double e = Math.Exp(-Math.Abs(x)), sum = 1 + e;
        return Math.Max(x, 0) + (sum == 1 ? e : Math.Log(sum) * e / (sum - 1));
    }

    private static double LogSigmoidBySeries(double x)
    {
        double u = Math.Exp(-Math.Abs(x)), z = u / (2 + u), power = z, sum = 0;
        for (int k = 1; k < 80; k += 2, power *= z * z)
            sum += power / k;
        return Math.Min(x, 0) - (2 * sum);
    }

    private static Matrix Row(double[] values) => Matrix.Build.DenseOfRowArrays(values);
}
