using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>What a rectifier makes of a standard normal number (section 1.2): h = max(0, z), z ~ N(0, 1).</summary>
internal static class RectifierMoments
{
    private const int Drawn = 1_000_000;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D4",
            "For x ~ N(0, I_N) and W Wᵀ = I_M, which needs M ≤ N, the components of Wx are N(0, 1) and independent: Cov[Wx] = I_M.",
            "W I Wᵀ for M = 3, N = 5; 50,000 draws",
            formula: (int m) => Matrix.Build.DenseIdentity(m),
            perturbed: m => Matrix.Build.DenseIdentity(m) * m / 5,
            check: covariance =>
            {
                var key = Draws.For("D4");
                var w = Draws.Normals(key, 5, 5).QR().Q.SubMatrix(0, 3, 0, 5);
                var claimed = covariance(3);
                return
                [
                    Finding.Relative(claimed, w * w.Transpose(), 1e-12),
                    .. from i in Enumerable.Range(0, 3)
                       from j in Enumerable.Range(i, 3 - i)
                       select CovarianceOf(w, i, j, key.Fold(1)).CheckMean(claimed[i, j]),
                ];
            }),

        Claim.Holds(
            "D5",
            "E[ReLU(z)] = 1/√(2π) for z ~ N(0, 1).",
            "quadrature; 1,000,000 draws; fixture 4",
            formula: () => 1 / Math.Sqrt(2 * Math.PI),
            perturbed: () => 1 / (2 * Math.PI),
            check: mean => [Finding.Close(mean(), Quadrature.NormalMean(Rectify), 1e-9), Drawings("D5").CheckMean(mean()), Finding.Close(mean(), 0.3989422804, 1e-9)]),

        Claim.Erratum(
            "D6",
            "With u = −z²/2, ∫₀^∞ z φ(z) dz = −(1/√2π) ∫ eᵘ du runs from u = 0 to −∞.",
            says: "u runs from 0 to ∞, where −∫ eᵘ du diverges.",
            "quadrature on both sides, up to z = 3",
            formula: (double z) => -z * z / 2,
            perturbed: z => -z * z,
            printed: z => z * z / 2,
            check: limit =>
            [
                Finding.Close(
                    new[] { 0.5, 1, 3 }.Select(z => -Quadrature.Integrate(Math.Exp, 0, limit(z)) / Math.Sqrt(2 * Math.PI)),
                    new[] { 0.5, 1, 3 }.Select(z => Quadrature.Integrate(t => t * Quadrature.NormalDensity(t), 0, z)), 1e-9),
            ],
            margin: 0.1),

        Claim.Holds(
            "D7",
            "E[ReLU(z)²] = ½ E[z²] = ½ for z ~ N(0, 1).",
            "quadrature; 1,000,000 draws",
            formula: () => 0.5,
            perturbed: () => 1.0,
            check: moment =>
            {
                var key = Draws.For("D7");
                return
                [
                    Finding.Close(moment(), Quadrature.NormalMean(z => Rectify(z) * Rectify(z)), 1e-9),
                    Sample.Draw(Drawn, position => Math.Pow(Rectify(key.Normal(position)), 2)).CheckMean(moment()),
                ];
            }),

        Claim.Erratum(
            "D8",
            "Var[ReLU(z)] = E[h²] − E[h]² = ½ − 1/(2π).",
            says: "½ − 1/√(2π): the mean was not squared.",
            "quadrature",
            formula: () => 0.5 - (1 / (2 * Math.PI)),
            perturbed: () => 0.5 + (1 / (2 * Math.PI)),
            printed: () => 0.5 - (1 / Math.Sqrt(2 * Math.PI)),
            check: variance => [Finding.Close(variance(), VarianceByQuadrature, 1e-9)],
            margin: 0.2),

        Claim.Holds(
            "D9",
            "Var[ReLU(z)] = (π − 1)/(2π).",
            "quadrature; 1,000,000 draws; fixture 4",
            formula: () => (Math.PI - 1) / (2 * Math.PI),
            perturbed: () => (Math.PI - 2) / (2 * Math.PI),
            check: variance =>
            [
                Finding.Close(variance(), VarianceByQuadrature, 1e-9), Drawings("D9").CheckVariance(variance()),
                Finding.Close(variance(), 0.3408450569, 1e-9),
            ]),
    ];

    /// <summary>E[h²] − E[h]², both by quadrature.</summary>
    private static double VarianceByQuadrature
    {
        get
        {
            double mean = Quadrature.NormalMean(Rectify);
            return Quadrature.NormalMean(z => Rectify(z) * Rectify(z)) - (mean * mean);
        }
    }

    private static double Rectify(double z) => Math.Max(0, z);

    private static Sample Drawings(string id)
    {
        var key = Draws.For(id);
        return Sample.Draw(Drawn, position => Rectify(key.Normal(position)));
    }

    /// <summary>yᵢ yⱼ for draws of y = Wx; the means of y are 0.</summary>
    private static Sample CovarianceOf(Matrix w, int i, int j, RandomKey key) => Sample.Draw(50_000, position =>
    {
        double yi = 0, yj = 0;
        for (int n = 0; n < w.ColumnCount; n++)
        {
            double x = key.Normal((position * (ulong)w.ColumnCount) + (ulong)n);
            yi += w[i, n] * x;
            yj += w[j, n] * x;
        }

        return yi * yj;
    });
}
