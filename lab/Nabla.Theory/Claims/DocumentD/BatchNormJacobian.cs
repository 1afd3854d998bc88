using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>How each output of a column depends on each input of it (section 2.3, equations 69 to 73).</summary>
internal static class BatchNormJacobian
{
    private static readonly double[] Epsilons = [1e-5, 0, 0.1];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D40",
            "d[(Y_kj − m_j)(v_j + ε)^{−1/2}]/dY_ij = d(Y_kj − m_j)/dY_ij (v_j + ε)^{−1/2} + (Y_kj − m_j) d(v_j + ε)^{−1/2}/dY_ij.",
            "dual numbers of the product",
            formula: (double a, double da, double b, double db) => (da * b) + (a * db),
            perturbed: (a, da, b, db) => (da * b) - (a * db),
            check: product =>
            {
                var column = BatchColumn.Drawn(1e-5);
                var (a, b) = (Derivative.Jacobian(Centred, column.Y), Derivative.Jacobian(y => [InverseDeviation(column, y)], column.Y));
                var claimed = Matrix.Build.Dense(
                    column.Count, column.Count, (k, i) => product(column.Y[k] - column.Mean, a[k, i], 1 / column.Deviation, b[0, i]));
                return [Derivative.CheckJacobian(y => [.. Centred(y).Select(value => value * InverseDeviation(column, y))], column.Y, claimed)];
            }),

        Claim.Holds(
            "D41",
            "d(Y_kj − m_j)/dY_ij = δ_ki − 1/B.",
            "dual numbers, all of it for B = 7",
            formula: (int count, int k, int i) => (k == i ? 1.0 : 0) - (1.0 / count),
            perturbed: (count, k, i) => k == i ? 1.0 : 0,
            check: derivative =>
                [Derivative.CheckJacobian(Centred, BatchColumn.Drawn(0).Y, Matrix.Build.Dense(7, 7, (k, i) => derivative(7, k, i)))]),

        Claim.Holds(
            "D42",
            "dv_j/dY_ij = (2/B)(Y_ij − m_j) and d(v_j + ε)^{−1/2}/dY_ij = −(Y_ij − m_j)/(B (v_j + ε)^{3/2}).",
            "dual numbers",
            formula: (BatchColumn c, int i) => (
                Variance: 2.0 / c.Count * (c.Y[i] - c.Mean),
                Inverse: -(c.Y[i] - c.Mean) / (c.Count * Math.Pow(c.Deviation, 3))),
            perturbed: (c, i) => (1.0 / c.Count * (c.Y[i] - c.Mean), -(c.Y[i] - c.Mean) / (c.Count * Math.Pow(c.Deviation, 3))),
            check: derivatives =>
            {
                var column = BatchColumn.Drawn(0.1);
                return
                [
                    Derivative.CheckJacobian(y => [BatchColumn.VarianceOf(y)], column.Y, Matrix.Build.Dense(1, 7, (_, i) => derivatives(column, i).Variance)),
                    Derivative.CheckJacobian(y => [InverseDeviation(column, y)], column.Y, Matrix.Build.Dense(1, 7, (_, i) => derivatives(column, i).Inverse)),
                ];
            }),

        Claim.Holds(
            "D43",
            "dŶ_kj/dY_ij = γ_j [(δ_ki − 1/B)/√(v_j + ε) − (Y_kj − m_j)(Y_ij − m_j)/(B (v_j + ε)^{3/2})], symmetric, with rows that sum to 0.",
            "dual numbers, all of it for B = 7 and three ε",
            formula: (BatchColumn c, int k, int i) => Entry(c, k, i),
            perturbed: (c, k, i) => c.Gamma * ((k == i ? 1.0 : 0) - (1.0 / c.Count)) / c.Deviation,
            check: entry =>
            [
                .. Epsilons.Select(BatchColumn.Drawn).SelectMany(column =>
                {
                    var claimed = Matrix.Build.Dense(7, 7, (k, i) => entry(column, k, i));
                    return new[]
                    {
                        Derivative.CheckJacobian(y => column.Normalize(y, column.Gamma, column.Beta), column.Y, claimed),
                        Finding.Close(claimed.ToRowMajorArray(), claimed.Transpose().ToRowMajorArray(), 1e-13),
                        Finding.Close(claimed.RowSums(), new double[7], 1e-13),
                    };
                }),
            ]),
    ];

    /// <summary>dŶ_kj/dY_ij.</summary>
    public static double Entry(BatchColumn c, int k, int i) =>
        c.Gamma * ((((k == i ? 1.0 : 0) - (1.0 / c.Count)) / c.Deviation)
            - ((c.Y[k] - c.Mean) * (c.Y[i] - c.Mean) / (c.Count * Math.Pow(c.Deviation, 3))));

    /// <summary>All of it: one row an output, one column an input.</summary>
    public static Matrix Of(BatchColumn column) => Matrix.Build.Dense(column.Count, column.Count, (k, i) => Entry(column, k, i));

    private static Dual[] Centred(Dual[] y) => [.. y.Select(value => value - BatchColumn.MeanOf(y))];

    private static Dual InverseDeviation(BatchColumn column, Dual[] y) => 1 / Dual.Sqrt(BatchColumn.VarianceOf(y) + column.Epsilon);
}
