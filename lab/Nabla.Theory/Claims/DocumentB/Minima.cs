using MathNet.Numerics.LinearAlgebra;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>Hessians at strict local minima (question 5.a).</summary>
internal static class Minima
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "B19",
            "The premise is f in C², twice continuously differentiable; a continuous f with a strict minimum takes values just above it at two points or more.",
            says: "f is a continuously differentiable invertible function, which takes each value once.",
            "how often x², x²(1 − x/4), x⁴ and 1 − cos x take the value 0.01 near 0, by changes of sign on a grid",
            formula: () => 2,
            perturbed: () => 0,
            printed: () => 1,
            check: times =>
            [
                Finding.Equal(
                    Enumerable.Repeat((double)times(), 4),
                    new Func<double, double>[] { x => x * x, x => x * x * (1 - (x / 4)), x => x * x * x * x, x => 1 - Math.Cos(x) }.Select(f => (double)Crossings(f))),
            ],
            margin: 1),

        Claim.Holds(
            "B20",
            "Near a critical point p, (x − p)ᵀH(x − p) ≈ 2(f(x) − f(p)).",
            "x² + xy + 2y² + x³ + y³/3 at 0: the error over the square of the distance falls tenfold a decade; its gradient there is 0",
            formula: (Matrix h, double[] d) => (Row(d) * h * Row(d).Transpose())[0, 0],
            perturbed: (h, d) => (Row(d) * h * Row(d).Transpose())[0, 0] / 2,
            check: quadratic =>
            [
                .. new[] { 1e-3, 1e-2, 1e-1 }.Select(t =>
                {
                    double[] d = [0.6 * t, -0.8 * t];
                    double twice = 2 * (Surface.Bowl.At(d[0], d[1]) - Surface.Bowl.At(0, 0));
                    return Finding.Close(quadratic(Derivative.Hessian(Surface.Bowl.Function, [0, 0]), d) / (t * t), twice / (t * t), 2 * t);
                }),
                Finding.Close([0, 0], Derivative.ByDuals(Surface.Bowl.Function, [0, 0]), 1e-10),
            ]),

        Claim.Erratum(
            "B21",
            "At a strict local minimum all eigenvalues of the Hessian are ≥ 0 (positive semidefinite): > 0 is sufficient, not necessary.",
            says: "all eigenvalues are > 0, H is positive definite.",
            "for how many of the strict minima x² + y², x² + y⁴, x⁴ + y⁴ it is so: 3",
            formula: (double eigenvalue) => eigenvalue >= 0,
            perturbed: eigenvalue => eigenvalue <= 0,
            printed: eigenvalue => eigenvalue > 0,
            check: required =>
            [
                Finding.Equal(
                    Surface.StrictMinima.Count(surface => required(surface.SmallestEigenvalue)), Surface.StrictMinima.Count(surface => surface.IsStrictMinimum())),
            ],
            margin: 2),

        Claim.Holds(
            "B22",
            "For a positive definite H and an eigenvector u, λ = uᵀHu/uᵀu > 0.",
            "eigenvalues of 20 random positive definite matrices of 5 × 5",
            formula: (Matrix h, Vector<double> u) => u * (h * u) / (u * u),
            perturbed: (h, u) => u * (h * u),
            check: quotient =>
            [
                .. Enumerable.Range(0, 20).Select(i =>
                {
                    var root = Draws.Normals(Draws.For("B22").Fold((ulong)i), 5, 5);
                    var h = root.TransposeThisAndMultiply(root) + (0.1 * Matrix.Build.DenseIdentity(5));
                    var eigen = h.Evd(Symmetricity.Symmetric);
                    return Finding.Close(Enumerable.Range(0, 5).Select(k => quotient(h, 3 * eigen.EigenVectors.Column(k))), eigen.EigenValues.Real(), 1e-10);
                }),
                Finding.True(Enumerable.Range(0, 20).All(i =>
                {
                    var root = Draws.Normals(Draws.For("B22").Fold((ulong)i), 5, 5);
                    return (root.TransposeThisAndMultiply(root) + (0.1 * Matrix.Build.DenseIdentity(5))).Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum() > 0;
                })),
            ]),
    ];

    /// <summary>How often f − 0.01 changes its sign on [−1, 1].</summary>
    private static int Crossings(Func<double, double> f)
    {
        double[] values = [.. Enumerable.Range(-1000, 2001).Select(i => f((i + 0.5) / 1000) - 0.01)];
        return Enumerable.Range(1, values.Length - 1).Count(i => values[i - 1] > 0 != values[i] > 0);
    }

    private static Matrix Row(double[] values) => Matrix.Build.DenseOfRowArrays(values);
}
