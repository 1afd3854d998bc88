using MathNet.Numerics.LinearAlgebra;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>How common saddles are (question 4.b): the signs of n eigenvalues as n coins that are positive with probability p.</summary>
internal static class SignsOfEigenvalues
{
    private static readonly double[] Chances = [0.5, 0.3, 0.8];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "A20",
            "n is the dimension: a symmetric n × n matrix has n eigenvalues, with C(n, k) of 2ⁿ sign patterns for k positive ones. That the signs are independent is a model (see A25).",
            says: "the total number of eigenvalues, the matrix rank; the rank counts those that are not 0.",
            "signs of pivots, which are as many of each as eigenvalues (Sylvester): for eigenvalues 3, 3, 0, −2 along random axes, after a shake of 10⁻⁶; for all 16 signs of 1, 2, 3, 4 along them",
            formula: (Matrix h) => h.RowCount,
            perturbed: h => h.Evd(Symmetricity.Symmetric).EigenValues.Real().Select(value => Math.Round(value, 9)).Distinct().Count(),
            printed: h => h.Rank(),
            check: number =>
            {
                var h = AlongRandomAxes([3, 3, 0, -2]);
                int n = number(h);

                // What the shake makes of the eigenvalue 0 has a sign too: a point that is drawn has as many signs as dimensions.
                var noise = Draws.Normals(Draws.For("A20").Fold(1), 4, 4);
                double[] shaken = Pivots(h + (1e-6 * (noise + noise.Transpose())));
                return
                [
                    Finding.Equal(n, shaken.Count(pivot => pivot > 1e-9) + shaken.Count(pivot => pivot < -1e-9)),
                    Finding.Close(Enumerable.Range(0, n + 1).Select(k => Counting.Choose(n, k) / Math.Pow(2, n)), SharesOfPatterns(), 1e-12),
                ];
            },
            margin: 1),

        Claim.Erratum(
            "A21",
            "P(k positive) = C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ; a saddle has 1 ≤ k ≤ n − 1, since k = 0 is a maximum.",
            says: "C(n, k) pᵏ, which sums to (1 + p)ⁿ.",
            "the sum over k, n = 10, p = 1/2; all sign patterns, each with its weight, for three p",
            formula: (int n, int k, double p) => Counting.Choose(n, k) * Math.Pow(p, k) * Math.Pow(1 - p, n - k),
            perturbed: (n, k, p) => Counting.Choose(n, k) * Math.Pow(p, k) * Math.Pow(1 - p, k),
            printed: (n, k, p) => Counting.Choose(n, k) * Math.Pow(p, k),
            check: probability =>
            [
                Finding.Close(Enumerable.Range(0, 11).Sum(k => probability(10, k, 0.5)), 1, 1e-12),
                .. Chances.Select(p => Finding.Close(Enumerable.Range(0, 11).Select(k => probability(10, k, p)), Positive(10, p), 1e-12)),
                .. Chances.Select(p => Finding.Close(Enumerable.Range(1, 9).Sum(k => probability(10, k, p)), 1 - Math.Pow(p, 10) - Math.Pow(1 - p, 10), 1e-12)),
            ],
            margin: 50),

        Claim.Holds(
            "A22",
            "P(local minimum) = pⁿ.",
            "all sign patterns, each with its weight, n = 10, three p",
            formula: (int n, double p) => Math.Pow(p, n),
            perturbed: (n, p) => Math.Pow(1 - p, n),
            check: probability => [Finding.Close(Chances.Select(p => probability(10, p)), Chances.Select(p => Positive(10, p)[10]), 1e-12)]),

        Claim.Erratum(
            "A23",
            "A matrix is positive semidefinite if all eigenvalues are ≥ 0. All > 0 is positive definite, which is sufficient for a minimum and not necessary.",
            says: "positive semidefinite is equivalent to all eigenvalues positive.",
            "the smallest vᵀHv around the circle, for diag(1, 0), diag(1, 2) and diag(1, −1)",
            formula: (double[] eigenvalues) => eigenvalues.All(value => value >= 0),
            perturbed: eigenvalues => eigenvalues.Any(value => value >= 0),
            printed: eigenvalues => eigenvalues.All(value => value > 0),
            check: semidefinite => [.. new double[][] { [1, 0], [1, 2], [1, -1] }.Select(h => Finding.Equal(semidefinite(h) ? 1 : 0, SmallestOnCircle(h) >= 0 ? 1 : 0))],
            margin: 1),

        Claim.Erratum(
            "A24",
            "P(k positive)/P(minimum) = C(n, k) ((1 − p)/p)ⁿ⁻ᵏ, which is C(n, k) at p = 1/2 alone; there P(saddle)/P(minimum) = 2ⁿ − 2.",
            says: "C(n, k), because both have the factor pᵏ; but the two k differ.",
            "all sign patterns, each with its weight, n = 6, p = 0.3 and 1/2",
            formula: (int n, int k, double p) => Counting.Choose(n, k) * Math.Pow((1 - p) / p, n - k),
            perturbed: (n, k, p) => Counting.Choose(n, k) * Math.Pow((1 - p) / p, k),
            printed: (n, k, p) => Counting.Choose(n, k),
            check: ratio =>
            [
                .. new[] { 0.3, 0.5 }.Select(p => Finding.Relative(
                    Enumerable.Range(1, 5).Select(k => ratio(6, k, p)), Enumerable.Range(1, 5).Select(k => Positive(6, p)[k] / Positive(6, p)[6]), 1e-12)),
                Finding.Close(Enumerable.Range(1, 5).Sum(k => ratio(6, k, 0.5)), Math.Pow(2, 6) - 2, 1e-12),
            ],
            margin: 0.5),

        Claim.Holds(
            "A25",
            "A random symmetric matrix (Gaussian, diagonal of twice the variance) is positive definite with probability 1/2, (2 − √2)/4, 1/4 − √2/(2π) for n = 1, 2, 3: rarer than 2⁻ⁿ, since eigenvalues repel each other. Saddles are even more common than coins say.",
            "200,000 draws for each n, decided by leading minors",
            formula: (int n) => n switch { 1 => 0.5, 2 => (2 - Math.Sqrt(2)) / 4, _ => 0.25 - (Math.Sqrt(2) / (2 * Math.PI)) },
            perturbed: n => Math.Pow(2, -n),
            check: probability => [.. new[] { 1, 2, 3 }.Select(n => Definite(n).CheckMean(probability(n)))]),
    ];

    /// <summary>Q diag(λ) Qᵀ for a random orthogonal Q: nothing in it shows how many eigenvalues there are.</summary>
    private static Matrix AlongRandomAxes(double[] eigenvalues)
    {
        var q = Draws.Normals(Draws.For("A20"), eigenvalues.Length, eigenvalues.Length).QR().Q;
        return q * Matrix.Build.DenseOfDiagonalArray(eigenvalues) * q.Transpose();
    }

    /// <summary>The pivots of Gaussian elimination without exchange of rows.</summary>
    private static double[] Pivots(Matrix h)
    {
        var rest = h.Clone();
        for (int k = 0; k < h.RowCount; k++)
        {
            for (int i = k + 1; i < h.RowCount; i++)
                rest.SetRow(i, rest.Row(i) - (rest[i, k] / rest[k, k] * rest.Row(k)));
        }

        return [.. rest.Diagonal()];
    }

    /// <summary>The share of the 16 sign patterns of four eigenvalues that give k positive pivots, k = 0 … 4.</summary>
    private static double[] SharesOfPatterns()
    {
        double[] shares = new double[5];
        for (int pattern = 0; pattern < 16; pattern++)
        {
            double[] eigenvalues = [.. Enumerable.Range(0, 4).Select(i => (pattern >> i & 1) == 1 ? i + 1.0 : -(i + 1.0))];
            shares[Pivots(AlongRandomAxes(eigenvalues)).Count(pivot => pivot > 0)] += 1.0 / 16;
        }

        return shares;
    }

    /// <summary>P(k positive), k = 0 … n, pattern by pattern.</summary>
    private static double[] Positive(int n, double p) => Counting.KeptByEnumeration(n, 1 - p);

    private static double SmallestOnCircle(double[] diagonal) => Enumerable.Range(0, 360).Min(degree =>
    {
        double angle = degree * Math.PI / 180, x = degree == 90 ? 0 : Math.Cos(angle), y = Math.Sin(angle);
        return (diagonal[0] * x * x) + (diagonal[1] * y * y);
    });

    /// <summary>1 for every draw of [a b c; b d e; c e f] whose leading minors are all positive, which is what definite means (Sylvester).</summary>
    private static Sample Definite(int n)
    {
        var key = Draws.For("A25").Fold((ulong)n);
        return Sample.Draw(200_000, draw =>
        {
            double Entry(int place, double deviation) => deviation * key.Normal((draw * 6) + (ulong)place);
            double off = Math.Sqrt(0.5), a = Entry(0, 1), b = n > 1 ? Entry(1, off) : 0, d = n > 1 ? Entry(2, 1) : 1;
            double c = n > 2 ? Entry(3, off) : 0, e = n > 2 ? Entry(4, off) : 0, f = n > 2 ? Entry(5, 1) : 1;
            double minor = (a * d) - (b * b), determinant = (a * ((d * f) - (e * e))) - (b * ((b * f) - (c * e))) + (c * ((b * e) - (c * d)));
            return a > 0 && minor > 0 && determinant > 0 ? 1 : 0;
        });
    }
}
