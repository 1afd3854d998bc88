using MathNet.Numerics.LinearAlgebra;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>The Hessian at a local minimum (question 4.a).</summary>
internal static class Minima
{
    private static readonly double[] Scales = [0.1, 0.01, 0.001];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "A15",
            "At a local minimum f(x* + Δx) ≥ f(x*) for |Δx| < δ, with a δ of its own: 4 for f(x) = x² (1 − x/4) at 0.",
            says: "for any Δx.",
            "the first of Δx = 0.001, 0.002, … 10 where f falls below f(0)",
            formula: () => 4.0,
            perturbed: () => 3.9,
            printed: () => double.PositiveInfinity,
            check: radius =>
            [
                Finding.Close(radius(), Enumerable.Range(1, 10_000).Select(i => i / 1000.0).First(x => Cubic(x) < 0), 0.0015),
                Finding.True(Enumerable.Range(1, 10_000).All(i => Cubic(-i / 1000.0) > 0)),
            ],
            margin: 1),

        Claim.Holds(
            "A16",
            "f(x* + Δx) = f(x*) + Δxᵀ∇f + ½ Δxᵀ H Δx + o(|Δx|²), and ∇f(x*) = 0 at a minimum.",
            "the remainder over |Δx|² falls by ten with Δx, at (0.3, −0.2) and at the minimum; ∇f by dual numbers",
            formula: (double value, Matrix gradient, Matrix hessian, Matrix step) => value + Inner(step, gradient) + (Inner(step, hessian * step) / 2),
            perturbed: (value, gradient, hessian, step) => value + Inner(step, gradient) + Inner(step, hessian * step),
            check: expansion =>
            [
                .. new double[][] { [0.3, -0.2], [0, 0] }.Select(at =>
                {
                    double[] remainders = [.. Scales.Select(t => Remainder(expansion, at, t) / (t * t))];
                    return Finding.Close([remainders[1], remainders[2]], [remainders[0] / 10, remainders[1] / 10], 0.0005 * Math.Abs(remainders[1]));
                }),
                Finding.Close([0, 0], Derivative.ByDuals(Surface.Bowl.Function, [0, 0]), 1e-10),
            ]),

        Claim.Erratum(
            "A17",
            "vᵀHv is the limit of 2 (f(x* + tv) − f(x*))/t² for t → 0, so it is at least 0 for every v.",
            says: "Δxᵀ H Δx ≈ 2 (f(x* + Δx) − f(x*)) ≥ 0: an approximation is chained with an inequality.",
            "vᵀHv by central differences of dual numbers, x² + xy + 2y² + x³ + y³/3 at its minimum, two v",
            formula: (double[] v) => Slack(v, 1e-5),
            perturbed: v => Slack(v, 1e-5) / 2,
            printed: v => Slack(v, 1),
            check: form =>
            [
                .. new double[][] { [0.8, 0.5], [-0.6, 0.3] }.Select(v =>
                    Finding.Close(form(v), Inner(Column(v), Derivative.Hessian(Surface.Bowl.Function, [0, 0]) * Column(v)), 1e-4)),
                Finding.True(Surface.Bowl.SmallestEigenvalue >= 0 && Surface.Bowl.IsStrictMinimum()),
            ],
            margin: 0.1),

        Claim.Holds(
            "A18",
            "A symmetric H has vᵀHv ≥ 0 for all v if and only if no eigenvalue is negative: the smallest λ is the smallest vᵀHv/|v|².",
            "the smallest quotient by power iteration on cI − H, for three random 5×5 matrices, definite, semidefinite and indefinite",
            formula: (Matrix h) => h.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum(),
            perturbed: h => h.Evd(Symmetricity.Symmetric).EigenValues.Real().AbsoluteMinimum(),
            check: smallest => [Finding.Close(Symmetric.Select(smallest), Symmetric.Select(SmallestQuotient), 1e-10)]),

        Claim.Holds(
            "A19",
            "At a strict minimum all eigenvalues λ of the Hessian are ≥ 0, and no more than that: x⁴ + y⁴ has {0, 0}, x² + y⁴ {0, 2}, x² + y² {2, 2}. The converse is false: x³ has 0 at 0.",
            "Hessians by central differences of dual numbers; f on rings around 0; both sides of 0 for x³",
            formula: (double lambda) => lambda >= 0,
            perturbed: lambda => lambda > 0,
            check: allowed =>
            [
                Finding.Close([2, 0, 0], Surface.StrictMinima.Select(surface => surface.SmallestEigenvalue), 1e-7),
                .. Surface.StrictMinima.Select(surface => Finding.True(surface.IsStrictMinimum() && allowed(surface.SmallestEigenvalue))),
                Finding.True(allowed(Derivative.Hessian(v => v[0] * v[0] * v[0], [0])[0, 0]) && Math.Pow(-0.1, 3) < 0),
            ]),
    ];

    /// <summary>Definite, of rank 4, indefinite.</summary>
    private static IReadOnlyList<Matrix> Symmetric
    {
        get
        {
            var a = Draws.Normals(Draws.For("A18"), 5, 5);
            var thin = a.SubMatrix(0, 5, 0, 4);
            return [a * a.Transpose(), thin * thin.Transpose(), a + a.Transpose()];
        }
    }

    private static double Cubic(double x) => x * x * (1 - (x / 4));

    private static double Slack(double[] v, double t) => 2 * (Surface.Bowl.At(t * v[0], t * v[1]) - Surface.Bowl.At(0, 0)) / (t * t);

    private static double Remainder(Func<double, Matrix, Matrix, Matrix, double> expansion, double[] at, double t)
    {
        double claimed = expansion(
            Surface.Bowl.At(at[0], at[1]), Column(Derivative.ByDuals(Surface.Bowl.Function, at)), Derivative.Hessian(Surface.Bowl.Function, at), Column([t, t / 2]));
        return Surface.Bowl.At(at[0] + t, at[1] + (t / 2)) - claimed;
    }

    /// <summary>vᵀHv/|v|² where multiplication by cI − H, 2⁴⁰ times, has taken v; c is above all |λ|.</summary>
    private static double SmallestQuotient(Matrix h)
    {
        var power = (Matrix.Build.DenseIdentity(h.RowCount) * h.FrobeniusNorm()) - h;
        for (int i = 0; i < 40; i++)
        {
            power *= power;
            power /= power.FrobeniusNorm();
        }

        var v = power * Matrix.Build.Dense(h.RowCount, 1, (row, _) => 1 + row);
        return Inner(v, h * v) / Inner(v, v);
    }

    private static double Inner(Matrix a, Matrix b) => a.TransposeThisAndMultiply(b)[0, 0];

    private static Matrix Column(double[] values) => Matrix.Build.DenseOfColumnArrays(values);
}
