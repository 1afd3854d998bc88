using MathNet.Numerics.LinearAlgebra;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>Gradient descent at a saddle (question 4.c): w ← w − α∇f(w).</summary>
internal static class Descent
{
    private const double Rate = 0.1;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "A26",
            "w_{t+1} = w_t − α∇f(w_t) rests where ∇f = 0. On (x² − y²)/2 with α = 0.1, (1, 0) goes to the saddle as 0.9ᵗ, and (1, 10⁻⁶) leaves it as 1.1ᵗ·10⁻⁶: |y| > 1 first at t = 145.",
            "closed forms; from (0, 0), 1000 steps to the bit; ∇f by dual numbers",
            formula: (double w, double slope) => w - (Rate * slope),
            perturbed: (w, slope) => w + (Rate * slope),
            check: update =>
            {
                var along = Path(update, Saddle, [1, 0], 200);
                var beside = Path(update, Saddle, [1, 1e-6], 200);
                return
                [
                    Finding.Equal(beside.FindIndex(w => Math.Abs(w[1]) > 1), 145),
                    Finding.Close(along.Select(w => w[0]), Enumerable.Range(0, 201).Select(t => Math.Pow(0.9, t)), 1e-12),
                    Finding.Equal(along.Select(w => w[1]), new double[201]),
                    Finding.Relative(beside.Select(w => w[1]), Enumerable.Range(0, 201).Select(t => 1e-6 * Math.Pow(1.1, t)), 1e-12),
                    Finding.Equal(Path(update, Saddle, [0, 0], 1000)[^1], [0, 0]),
                ];
            }),

        Claim.Holds(
            "A27",
            "On x²/2 + y⁴/4 − y²/2, with a saddle at 0 and minima at (0, ±1), gradient descent from (1, 0) ends in the saddle, and from (1, 0.001) in the minimum (0, 1). Noise in the gradient drives it out of the saddle, and with momentum 0.9 it leaves as (1 + √0.1)ᵗ, not 1.1ᵗ.",
            "where 1000 steps of α = 0.1 end, without noise and with noise of 0.01; growth of y on (x² − y²)/2, step 60 to 61; Hessians by autograd: {−1, 1} at 0, {1, 2} at the minima",
            formula: (double w, double slope) => w - (Rate * slope),
            perturbed: (w, slope) => w + (Rate * slope),
            check: update =>
            [
                Finding.Close([0, 1], Path(update, Valleys, [1, 0.001], 1000)[^1], 1e-9),
                Finding.Close([0, 0], Path(update, Valleys, [1, 0], 1000)[^1], 1e-9),

                // Beside the minimum the slope in y is 2: noise of deviation 0.01 leaves y ← (1 − 2α)y + 0.01αξ a deviation of 0.001/√(1 − 0.8²) = 0.00167.
                Finding.Close(1, Math.Abs(WithNoise(update)[1]), 5 * 0.001 / 0.6),
                Finding.Close(1 + Math.Sqrt(0.1), GrowthWithMomentum(update), 1e-9),
                Finding.Close([-1, 1], Eigenvalues(0), 1e-9),
                Finding.Close([1, 2, 1, 2], Eigenvalues(1).Concat(Eigenvalues(-1)), 1e-9),
            ]),
    ];

    private static Dual Saddle(Dual[] w) => ((w[0] * w[0]) - (w[1] * w[1])) / 2;

    private static Dual Valleys(Dual[] w) => (w[0] * w[0] / 2) + (w[1] * w[1] * w[1] * w[1] / 4) - (w[1] * w[1] / 2);

    /// <summary>The start, and the places after each step.</summary>
    private static List<double[]> Path(Func<double, double, double> update, Func<Dual[], Dual> function, double[] start, int steps)
    {
        List<double[]> path = [start];
        for (int t = 0; t < steps; t++)
            path.Add([.. path[^1].Zip(Derivative.ByDuals(function, path[^1]), update)]);
        return path;
    }

    /// <summary>Where 1000 steps from (1, 0) end if each gradient has noise of deviation 0.01.</summary>
    private static double[] WithNoise(Func<double, double, double> update)
    {
        var noise = Draws.For("A27");
        double[] w = [1, 0];
        for (int t = 0; t < 1000; t++)
        {
            ulong first = 2 * (ulong)t;
            w = [.. w.Zip(Derivative.ByDuals(Valleys, w).Select((slope, i) => slope + (0.01 * noise.Normal(first + (ulong)i))), update)];
        }

        return w;
    }

    /// <summary>y₆₁/y₆₀ from (1, 10⁻⁶), each step along v ← 0.9 v + ∇f.</summary>
    private static double GrowthWithMomentum(Func<double, double, double> update)
    {
        double[] w = [1, 1e-6], before = w, velocity = [0, 0];
        for (int t = 0; t < 61; t++)
        {
            velocity = [.. velocity.Zip(Derivative.ByDuals(Saddle, w), (v, slope) => (0.9 * v) + slope)];
            (before, w) = (w, [.. w.Zip(velocity, update)]);
        }

        return w[1] / before[1];
    }

    /// <summary>Of the Hessian of the function with two minima, at (0, y), ascending.</summary>
    private static IEnumerable<double> Eigenvalues(double y) => Tapes.Hessian(
        w =>
        {
            var (first, second) = (w.GatherColumns(0), w.GatherColumns(1));
            return (first.Squared() / 2) + (second.Squared().Squared() / 4) - (second.Squared() / 2);
        },
        Matrix.Build.DenseOfRowArrays([[0, y]])).Evd(Symmetricity.Symmetric).EigenValues.Real();
}
