using Nabla.Autograd;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Batch normalisation backward as far as γ, β, m and v (section 2.3, equations 47 to 65), through a rectifier behind it.</summary>
internal static class BatchNormParameters
{
    private static readonly double[] Epsilons = [1e-5, 0, 0.1];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D33",
            "H = ReLU(Ŷ) has dH/dŶ = 1(Ŷ > 0).",
            "dual numbers and central differences away from 0",
            formula: (double y) => y > 0 ? 1.0 : 0,
            perturbed: y => y > 0 ? 1.0 : -1,
            check: derivative => new[] { 0.7, -1.2, 3 }.SelectMany(y => Derivative.Check(v => Dual.Max(0, v[0]), [y], [derivative(y)])).ToList()),

        Claim.Holds(
            "D34",
            "dl/dγ_j = Σᵢ dl/dH_ij 1(Ŷ_ij > 0)(Y_ij − m_j)/√(v_j + ε).",
            "dual numbers and central differences for three ε; autograd; fixture 3",
            formula: (BatchColumn c, double[] g) => c.Y.Zip(g, (y, gradient) => gradient * (y - c.Mean) / c.Deviation).Sum(),
            perturbed: (c, g) => c.Y.Zip(g, (y, gradient) => gradient * y).Sum(),
            check: gradient =>
            [
                Finding.Close(OfFixture(gradient), 3.0550504633, 1e-9),
                Finding.Close(OfFixture(gradient, 1e-5), 3.0550475537, 1e-9),
                Finding.Close(WithoutRectifier(gradient), 2.7277236279, 1e-9),
                .. Check(gradient, column => column.Gamma, (column, v) => column.Normalize(Derivative.Constants(column.Y), v, column.Beta),
                    (column, v) => (v * Centred(v, column) / column.Deviation) + column.Beta),
            ]),

        Claim.Holds(
            "D35",
            "dl/dβ_j = Σᵢ dl/dH_ij 1(Ŷ_ij > 0).",
            "dual numbers and central differences for three ε; autograd; fixture 3",
            formula: (BatchColumn c, double[] g) => g.Sum(),
            perturbed: (c, g) => g[0],
            check: gradient =>
            [
                Finding.Close(OfFixture(gradient), 2, 1e-9),
                Finding.Close(WithoutRectifier(gradient), 2.5, 1e-9),
                .. Check(gradient, column => column.Beta, (column, v) => column.Normalize(Derivative.Constants(column.Y), column.Gamma, v),
                    (column, v) => (column.Gamma * Centred(v, column) / column.Deviation) + v),
            ]),

        Claim.Holds(
            "D36",
            "dl/dm_j = −γ_j/√(v_j + ε) Σₖ dl/dH_kj 1(Ŷ_kj > 0), v held fixed or not: v's dependence on m changes nothing.",
            "dual numbers and central differences with m as an input; autograd; fixture 3",
            formula: (BatchColumn c, double[] g) => -c.Gamma / c.Deviation * g.Sum(),
            perturbed: (c, g) => c.Gamma / c.Deviation * g.Sum(),
            check: gradient =>
            [
                Finding.Close(OfFixture(gradient), -1.7457431219, 1e-9),
                Finding.Close(WithoutRectifier(gradient), -2.1821789024, 1e-9),
                .. Check(gradient, column => column.Mean, (column, v) => column.Normalize(Derivative.Constants(column.Y), v, column.Variance, column.Gamma, column.Beta),
                    (column, v) => (column.Gamma * (v.Constant(Column(column.Y)) - v) / column.Deviation) + column.Beta),
                .. Check(gradient, column => column.Mean, (column, v) => column.Normalize(Derivative.Constants(column.Y), v, VarianceAbout(column, v), column.Gamma, column.Beta),
                    (column, v) => (column.Gamma * (v.Constant(Column(column.Y)) - v) / ((v.Constant(Column(column.Y)) - v).Squared().Mean() + column.Epsilon).Sqrt()) + column.Beta),
            ]),

        Claim.Holds(
            "D37",
            "dl/dv_j = −γ_j/(2 (v_j + ε)^{3/2}) Σₖ (Y_kj − m_j) dl/dH_kj 1(Ŷ_kj > 0).",
            "dual numbers and central differences with v as an input; autograd; fixture 3",
            formula: (BatchColumn c, double[] g) => -c.Gamma / (2 * Math.Pow(c.Deviation, 3)) * c.Y.Zip(g, (y, gradient) => (y - c.Mean) * gradient).Sum(),
            perturbed: (c, g) => -c.Gamma / Math.Pow(c.Deviation, 3) * c.Y.Zip(g, (y, gradient) => (y - c.Mean) * gradient).Sum(),
            check: gradient =>
            [
                Finding.Close(OfFixture(gradient), -0.5819143740, 1e-9),
                Finding.Close(WithoutRectifier(gradient), -0.5195664053, 1e-9),
                .. Check(gradient, column => column.Variance, (column, v) => column.Normalize(Derivative.Constants(column.Y), column.Mean, v, column.Gamma, column.Beta),
                    (column, v) => (column.Gamma * Centred(v, column) / (v + column.Epsilon).Sqrt()) + column.Beta),
            ]),
    ];

    /// <summary>Holds a derivative with respect to one number against both oracles and autograd, for three ε.</summary>
    private static IEnumerable<Finding> Check(
        Func<BatchColumn, double[], double> gradient, Func<BatchColumn, double> at, Func<BatchColumn, Dual, Dual[]> normalize, Func<BatchColumn, Node, Node> onTape) =>
        Epsilons.SelectMany(epsilon =>
        {
            var column = BatchColumn.Drawn(epsilon);
            double[] upstream = BatchColumn.Upstream(column.Count);
            double claimed = gradient(column, column.Through(upstream));
            return Derivative.Check(v => BatchColumn.Loss(normalize(column, v[0]), upstream), [at(column)], [claimed])
                .Append(Tapes.Check(v => onTape(column, v).Maximum(0).Weighed(Column(upstream)), Matrix.Build.Dense(1, 1, at(column)), Matrix.Build.Dense(1, 1, claimed)));
        });

    /// <summary>Y − m, on the tape of a node.</summary>
    private static Node Centred(Node node, BatchColumn column) => node.Constant(Column([.. column.Y.Select(y => y - column.Mean)]));

    private static Matrix Column(double[] values) => Matrix.Build.DenseOfColumnArrays(values);

    private static double OfFixture(Func<BatchColumn, double[], double> gradient, double epsilon = 0)
    {
        var column = BatchColumn.Fixture(epsilon);
        return gradient(column, column.Through([1, -1, 0.5, 2]));
    }

    private static double WithoutRectifier(Func<BatchColumn, double[], double> gradient) => gradient(BatchColumn.Fixture(), [1, -1, 0.5, 2]);

    /// <summary>(1/B) Σ (Yᵢ − m)² for an m that is free.</summary>
    private static Dual VarianceAbout(BatchColumn column, Dual mean) => Dual.Sum(column.Y.Select(y => (y - mean) * (y - mean))) / column.Count;
}
