using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Batch normalisation backward to its input (section 2.3, equations 66 to 68 and 74 to 78), through mean and variance.</summary>
internal static class BatchNormInput
{
    private static readonly double[] Epsilons = [1e-5, 0, 0.1];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D38",
            "dl/dY_ij = Σₖ dl/dŶ_kj dŶ_kj/dY_ij.",
            "dual numbers and central differences",
            formula: (Matrix jacobian, double[] g) => jacobian.TransposeThisAndMultiply(Column(g)).ToColumnMajorArray(),
            perturbed: (jacobian, g) => (-jacobian.TransposeThisAndMultiply(Column(g))).ToColumnMajorArray(),
            check: chain => Check((column, g) => chain(BatchNormJacobian.Of(column), g), 1e-5)),

        Claim.Erratum(
            "D39",
            "The chain rule reads dl/dY[i, j] = Σₖ dl/dŶ[k, j] dŶ[k, j]/dY[i, j].",
            says: "dl/dY[k, j] and dŶ[k, j]/dY[k, j] under a sum over k, where k is bound and free at once and no other sample counts.",
            "dual numbers and central differences",
            formula: (Matrix jacobian, double[] g, int i) => g.Select((gradient, k) => gradient * jacobian[k, i]).Sum(),
            perturbed: (jacobian, g, i) => g.Select((gradient, k) => gradient * jacobian[k, i]).Take(2).Sum(),
            printed: (jacobian, g, i) => g[i] * jacobian[i, i],
            check: chain => Check((column, g) => [.. g.Select((_, i) => chain(BatchNormJacobian.Of(column), g, i))], 1e-5),
            margin: 0.1),

        Claim.Holds(
            "D44",
            "Put into the chain rule and split into sums: dl/dY_ij = γ/√(v+ε) Σₖ g_kj δ_ki − γ/(B√(v+ε)) Σₖ g_kj − γ/(B(v+ε)^{3/2}) Σₖ g_kj (Y_kj − m_j)(Y_ij − m_j).",
            "the sum before it was split",
            formula: (BatchColumn c, double[] g, int i) =>
                (c.Gamma / c.Deviation * g.Select((gradient, k) => k == i ? gradient : 0).Sum())
                - (c.Gamma / (c.Count * c.Deviation) * g.Sum())
                - (c.Gamma / (c.Count * Math.Pow(c.Deviation, 3)) * g.Select((gradient, k) => gradient * (c.Y[k] - c.Mean) * (c.Y[i] - c.Mean)).Sum()),
            perturbed: (c, g, i) =>
                (c.Gamma / c.Deviation * g[i])
                - (c.Gamma / c.Deviation * g.Sum())
                - (c.Gamma / (c.Count * Math.Pow(c.Deviation, 3)) * g.Select((gradient, k) => gradient * (c.Y[k] - c.Mean) * (c.Y[i] - c.Mean)).Sum()),
            check: split =>
            [
                .. Epsilons.Select(BatchColumn.Drawn).Select(column =>
                {
                    double[] g = column.Through(BatchColumn.Upstream(7));
                    return Finding.Close(
                        Enumerable.Range(0, 7).Select(i => split(column, g, i)),
                        Enumerable.Range(0, 7).Select(i => g.Select((gradient, k) => gradient * BatchNormJacobian.Entry(column, k, i)).Sum()), 1e-13);
                }),
            ]),

        Claim.Holds(
            "D45",
            "dl/dY_ij = γ/√(v+ε) g_ij − γ/(B√(v+ε)) Σₖ g_kj − γ(Y_ij − m_j)/(B(v+ε)^{3/2}) Σₖ g_kj (Y_kj − m_j), g = dl/dH ∘ 1(Ŷ > 0).",
            "dual numbers and central differences for three ε; fixture 3; its sum is 0, and for ε = 0 its product with x̂ too; autograd; the library's BatchNorm",
            formula: InputGradient,
            perturbed: (c, g) => [.. g.Select((gradient, i) => c.Gamma / c.Deviation * (gradient - (g.Sum() / c.Count)))],
            check: gradient =>
            [
                Finding.Close(gradient(BatchColumn.Fixture(), BatchColumn.Fixture().Through([1, -1, 0.5, 2])), [0.2909571870, 0, -0.5819143740, 0.2909571870], 1e-9),
                Finding.Close(gradient(BatchColumn.Fixture(), [1, -1, 0.5, 2]), [0.9767848420, -1.0287414825, -0.2390005464, 0.2909571870], 1e-9),
                Finding.Close(
                    gradient(BatchColumn.Fixture(1e-5), BatchColumn.Fixture(1e-5).Through([1, -1, 0.5, 2])),
                    [0.29095552437, -8.3130387e-07, -0.58191354266, 0.29095884959], 1e-9),
                .. Epsilons.SelectMany(epsilon => Check(gradient, epsilon)),
                OnTape(gradient),
                InLibrary(gradient),
                Finding.Close(0, gradient(BatchColumn.Drawn(0.1), BatchColumn.Upstream(7)).Sum(), 1e-13),
                Finding.Close(0, gradient(BatchColumn.Drawn(0), BatchColumn.Upstream(7)).Zip(BatchColumn.Drawn(0).Y, (d, y) => d * (y - BatchColumn.Drawn(0).Mean)).Sum(), 1e-13),
            ]),

        Claim.Holds(
            "D46",
            "The same by way of mean and variance: dl/dY = γ g/√(v+ε) + dl/dv (2/B)(Y − m) + dl/dm/B.",
            "the closed form of D45, three ε",
            formula: (double direct, double variance, double centred, double mean, int count) => direct + (variance * 2 / count * centred) + (mean / count),
            perturbed: (direct, variance, centred, mean, count) => direct + (variance * 2 / count * centred) - (mean / count),
            check: route =>
            [
                .. Epsilons.Select(BatchColumn.Drawn).Select(column =>
                {
                    double[] g = column.Through(BatchColumn.Upstream(7));
                    double dm = -column.Gamma / column.Deviation * g.Sum();
                    double dv = -column.Gamma / (2 * Math.Pow(column.Deviation, 3)) * column.Y.Zip(g, (y, gradient) => (y - column.Mean) * gradient).Sum();
                    return Finding.Close(
                        g.Select((gradient, i) => route(column.Gamma * gradient / column.Deviation, dv, column.Y[i] - column.Mean, dm, column.Count)),
                        InputGradient(column, g), 1e-13);
                }),
            ]),
    ];

    private static Finding OnTape(Func<BatchColumn, double[], double[]> gradient)
    {
        var column = BatchColumn.Drawn(0.1);
        double[] upstream = BatchColumn.Upstream(column.Count);
        return Tapes.Check(
            y =>
            {
                var centred = y - y.Mean();
                var normalized = (column.Gamma * centred / (centred.Squared().Mean() + column.Epsilon).Sqrt()) + column.Beta;
                return normalized.Maximum(0).Weighed(Column(upstream));
            },
            Column(column.Y), Column(gradient(column, column.Through(upstream))));
    }

    private static Finding InLibrary(Func<BatchColumn, double[], double[]> gradient)
    {
        var column = BatchColumn.Drawn(0.1);
        var layer = new BatchNorm(1, (float)column.Epsilon);
        Library.Set(layer.Parameters[0], Matrix.Build.Dense(1, 1, column.Gamma));
        Library.Set(layer.Parameters[1], Matrix.Build.Dense(1, 1, column.Beta));
        double[] g = column.Through(BatchColumn.Upstream(column.Count));
        return Library.Check(Column(gradient(column, g)), Library.Run(layer, Column(column.Y), Column(g)).InputGradient);
    }

    private static double[] InputGradient(BatchColumn c, double[] g)
    {
        double sum = g.Sum(), product = c.Y.Zip(g, (y, gradient) => gradient * (y - c.Mean)).Sum();
        return
        [
            .. g.Select((gradient, i) =>
                (c.Gamma / c.Deviation * gradient) - (c.Gamma / (c.Count * c.Deviation) * sum)
                - (c.Gamma * (c.Y[i] - c.Mean) / (c.Count * Math.Pow(c.Deviation, 3)) * product)),
        ];
    }

    private static IReadOnlyList<Finding> Check(Func<BatchColumn, double[], double[]> gradient, double epsilon)
    {
        var column = BatchColumn.Drawn(epsilon);
        double[] upstream = BatchColumn.Upstream(column.Count);
        return Derivative.Check(
            y => BatchColumn.Loss(column.Normalize(y, column.Gamma, column.Beta), upstream), column.Y, gradient(column, column.Through(upstream)));
    }

    private static Matrix Column(double[] values) => Matrix.Build.DenseOfColumnArrays(values);
}
