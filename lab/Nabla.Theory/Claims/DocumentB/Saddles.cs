using MathNet.Numerics.LinearAlgebra;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>How common saddles are, and what gradient descent does there (questions 5.b and 5.c).</summary>
internal static class Saddles
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "B23",
            "For D independent fair signs, P(maximum) = P(minimum) = 1/2ᴰ and P(saddle) = 1 − 1/2ᴰ⁻¹, 2ᴰ − 2 times as much.",
            "all sign patterns for D = 1 … 16; D = 10: 0.998046875",
            formula: (int d) => (Extremum: Math.Pow(2, -d), Saddle: 1 - Math.Pow(2, 1 - d)),
            perturbed: d => (Extremum: Math.Pow(2, -d), Saddle: 1 - Math.Pow(2, -d)),
            check: probability =>
            [
                Finding.Close(probability(10).Saddle, 0.998046875, 1e-12),
                Finding.Close(Dimensions.Select(d => probability(d).Saddle), Dimensions.Select(d => SignPatterns.Enumerate(d, 0.5).Saddle), 1e-12),
                Finding.Close(Dimensions.Select(d => probability(d).Extremum), Dimensions.Select(d => SignPatterns.Enumerate(d, 0.5).Minimum), 1e-12),
                Finding.Close(Dimensions.Select(d => probability(d).Extremum), Dimensions.Select(d => SignPatterns.Enumerate(d, 0.5).Maximum), 1e-12),
                Finding.Close(Dimensions.Select(d => probability(d).Saddle / probability(d).Extremum), Dimensions.Select(d => Math.Pow(2, d) - 2), 1e-9),
            ]),

        Claim.Holds(
            "B24",
            "In one dimension P(saddle) = 0, as long as no eigenvalue is 0: x³ at 0 is neither maximum nor minimum.",
            "both patterns of one sign; x³ on both sides of 0",
            formula: (int d) => 1 - Math.Pow(2, 1 - d),
            perturbed: d => 1 - Math.Pow(2, -d),
            check: saddle =>
            [
                Finding.Equal(saddle(1), SignPatterns.Enumerate(1, 0.5).Saddle),
                Finding.Close(Dimensions.Select(saddle), Dimensions.Select(d => SignPatterns.Enumerate(d, 0.5).Saddle), 1e-12),
                Finding.True(Cube(-0.1).Value < 0 && Cube(0.1).Value > 0 && Derivative.ByDuals(v => Cube(v[0]), [0])[0] == 0),
            ]),

        Claim.Erratum(
            "B25",
            "At a saddle w ← w − η∇f(w) rests, for the full gradient; a minibatch's gradient is in general not 0 there and moves w.",
            says: "this is labelled SGD, which would rest too.",
            "two samples, (w − 1)²/2 and (w + 1)²/2, at w = 0, η = 0.1: the step on the first; 1000 full steps",
            formula: (double rate, double sample, double mean) => -rate * sample,
            perturbed: (rate, sample, mean) => rate * sample,
            printed: (rate, sample, mean) => -rate * mean,
            check: step =>
            {
                double first = OfSample(0, 1), second = OfSample(0, -1), w = 0;
                for (int i = 0; i < 1000; i++)
                    w -= 0.1 * (OfSample(w, 1) + OfSample(w, -1)) / 2;
                return [Finding.Close(step(0.1, first, (first + second) / 2), 0.1, 1e-12), Finding.Equal(0, w)];
            },
            margin: 0.05),

        Claim.Holds(
            "B26",
            "A saddle has a direction of local maximum, the eigenvector u of a negative eigenvalue λ: f(tu) = f(0) + ½t²λ + … is lower.",
            "x² − y² along u, t = 0.5, 0.1, 0.01",
            formula: (Matrix h) => h.Evd(Symmetricity.Symmetric).EigenVectors.Column(0),
            perturbed: h => h.Evd(Symmetricity.Symmetric).EigenVectors.Column(h.RowCount - 1),
            check: direction =>
            {
                var h = Derivative.Hessian(Surface.Saddle.Function, [0, 0]);
                var u = direction(h);
                double smallest = h.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum();
                return [.. new[] { 0.5, 0.1, 0.01 }.Select(t => Finding.Close(t * t * smallest / 2, Surface.Saddle.At(t * u[0], t * u[1]), 1e-9)), Finding.True(smallest < 0)];
            }),
    ];

    private static IEnumerable<int> Dimensions => Enumerable.Range(1, 16);

    private static Dual Cube(Dual x) => x * x * x;

    /// <summary>The gradient of (w − a)²/2, by dual numbers.</summary>
    private static double OfSample(double w, double a) => Derivative.ByDuals(v => (v[0] - a) * (v[0] - a) / 2, [w])[0];
}
