using Nabla.Networks;
using Nabla.Theory.Claims.DocumentA;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Batch normalisation forward (sections 2 to 2.2): Ŷ = γ (Y − m)/√(v + ε) + β.</summary>
internal static class BatchNormalization
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D26",
            "Y = X Wᵀ + bᵀ with X in ℝᴮˣᴺ, W in ℝᴹˣᴺ, b in ℝᴹ: the row bᵀ is added to every row.",
            "b repeated B times by hand, to the bit",
            formula: (Matrix x, Matrix w, Matrix b) => (x * w.Transpose()).PlusRow(b.ToColumnMajorArray()),
            perturbed: (x, w, b) => x * w.Transpose(),
            check: affine =>
            {
                var (x, w, b) = (Draws.Normals(Draws.For("D26"), 4, 3), Draws.Normals(Draws.For("D26").Fold(1), 2, 3), Draws.Normals(Draws.For("D26").Fold(2), 2, 1));
                var repeated = Matrix.Build.DenseOfColumnVectors(Enumerable.Repeat(b.Column(0), 4)).Transpose();
                return [Finding.Equal(affine(x, w, b).ToRowMajorArray(), ((x * w.Transpose()) + repeated).ToRowMajorArray())];
            }),

        Claim.Holds(
            "D27",
            "m = (1/B) Σᵢ Y[i, :].",
            "fixture 3; where Σᵢ (Y_ij − m_j)² has gradient 0, by dual numbers; running statistics of both engines, whose first step is q m",
            formula: (Matrix y) => y.ColumnSums() / y.RowCount,
            perturbed: y => y.ColumnSums() / (y.RowCount - 1),
            check: mean =>
            [
                Finding.Close(mean(Matrix.Build.DenseOfColumnArrays(BatchColumn.Fixture().Y)), [3.5], 1e-12),

                // The gradient is 2B (m − mean): 1e-12 there is 1e-13 in m.
                Finding.Close(Derivative.ByDuals(SquaredDistance, [.. mean(Batch)]), new double[3], 1e-12 * Batch.RowCount),
                Finding.Relative(0.1 * mean(Batch), RunningStatistics.OnTape([Batch]).Mean, 1e-12),
                Finding.Relative(0.1 * mean(Batch), RunningStatistics.OfLibrary(new BatchNorm(3), [Batch]).Mean, 1e-6),
            ]),

        Claim.Erratum(
            "D28",
            "v[j] = (1/B) Σᵢ (Y[i, j] − m[j])², a number; this variance is biased.",
            says: "(1/B) Σᵢ (Y[i, :] − m[j])², where a row minus a number is a row.",
            "how many numbers v has for 3 features; scalar loops",
            formula: (Matrix y) => Matrix.Build.Dense(1, y.ColumnCount, (_, j) => (y.Column(j) - y.Column(j).Average()).PointwisePower(2).Average()),
            perturbed: y => Matrix.Build.Dense(1, y.ColumnCount, (_, j) => (y.Column(j) - y.Column(j).Average()).PointwisePower(2).Sum() / (y.RowCount - 1)),
            printed: y => Matrix.Build.DenseOfRowVectors(y.ColumnMeans().Select(m => (y - m).PointwisePower(2).ColumnSums() / y.RowCount)),
            check: variance =>
            [
                Finding.Equal(variance(Batch).RowCount * variance(Batch).ColumnCount, Columns.Count),
                Finding.Relative(variance(Batch), Matrix.Build.DenseOfRowArrays(Columns.Select(column => column.Variance).ToArray()), 1e-12),
            ],
            margin: 6),

        Claim.Holds(
            "D29",
            "Ŷ = γ (Y − m)/√(v + ε) + β.",
            "scalar loops, ε = 10⁻⁵; fixture 3; the library's BatchNorm, ε = 0.1",
            formula: (BatchColumn c) => c.Y.Select(y => (c.Gamma * (y - c.Mean) / Math.Sqrt(c.Variance + c.Epsilon)) + c.Beta),
            perturbed: c => c.Y.Select(y => (c.Gamma * (y - c.Mean) / (Math.Sqrt(c.Variance) + c.Epsilon)) + c.Beta),
            check: normalized =>
            [
                Finding.Close(normalized(BatchColumn.Fixture()), [-3.1821789024, -2.3093073414, -0.5635642195, 2.0550504633], 1e-9),
                .. Columns.Select(column => Finding.Relative(normalized(column), column.Normalized, 1e-12)),
                .. Columns.Select(column => column with { Epsilon = 0.1 }).Select(column => Library.Check(
                    Matrix.Build.DenseOfColumns([normalized(column)]), InLibrary(column))),
            ]),

        Claim.Holds(
            "D30",
            "ε keeps a constant column (v = 0) from a division by 0: its output is β, where ε = 0 gives no number.",
            "a column of four fives, ε = 10⁻⁵ and ε = 0",
            formula: (BatchColumn c) => c.Normalized,
            perturbed: c => (c with { Epsilon = 0 }).Normalized,
            check: normalized =>
            {
                var constant = new BatchColumn([5, 5, 5, 5], 2, -1, 1e-5);
                return [Finding.Equal(normalized(constant), [-1, -1, -1, -1]), Finding.True(normalized(constant with { Epsilon = 0 }).All(double.IsNaN))];
            }),

        Claim.Holds(
            "D31",
            "The mean of Ŷ[:, j] over the batch is β_j, whatever ε.",
            "scalar loops for B = 2, 9, 128 and ε = 0, 10⁻⁵, 0.1",
            formula: (BatchColumn c) => c.Beta,
            perturbed: c => c.Beta + c.Mean,
            check: mean => [.. Many.Select(column => Finding.Close(mean(column), column.Normalized.Average(), 1e-13))]),

        Claim.Holds(
            "D32",
            "For v_j > 0 the variance of Ŷ[:, j], taken with 1/B, is γ_j² v_j/(v_j + ε): γ_j² for ε = 0; taken with 1/(B−1) it reads γ_j² B/(B−1).",
            "scalar loops for B = 2, 9, 128 and ε = 0, 10⁻⁵, 0.1",
            formula: (BatchColumn c) => c.Gamma * c.Gamma * c.Variance / (c.Variance + c.Epsilon),
            perturbed: c => c.Gamma * c.Variance / (c.Variance + c.Epsilon),
            check: variance =>
            [
                .. Many.Select(column => Finding.Close(variance(column), column.Normalized.Average(value => Math.Pow(value - column.Beta, 2)), 1e-12)),
                .. Many.Where(column => column.Epsilon == 0).Select(column => Finding.Close(
                    variance(column) * column.Count / (column.Count - 1.0), column.Normalized.Sum(value => Math.Pow(value - column.Beta, 2)) / (column.Count - 1), 1e-12)),
                Finding.Close(variance(BatchColumn.Fixture()), 4, 1e-12),
            ]),
    ];

    /// <summary>Nine samples of three features.</summary>
    private static Matrix Batch => Draws.Normals(Draws.For("D29"), 9, 3).Map(value => (3 * value) + 1);

    private static IReadOnlyList<BatchColumn> Columns =>
        [.. Batch.ToColumnArrays().Select((column, j) => new BatchColumn(column, 0.5 + j, 1 - j, 1e-5))];

    /// <summary>Σᵢ (Y_ij − m_j)², from m.</summary>
    private static Dual SquaredDistance(Dual[] m) =>
        Dual.Sum(Batch.EnumerateRows().SelectMany(row => row.Select((y, j) => (y - m[j]) * (y - m[j]))));

    private static Matrix InLibrary(BatchColumn column)
    {
        var (layer, y) = (new BatchNorm(1, (float)column.Epsilon), Matrix.Build.DenseOfColumnArrays(column.Y));
        Library.Set(layer.Parameters[0], Matrix.Build.Dense(1, 1, column.Gamma));
        Library.Set(layer.Parameters[1], Matrix.Build.Dense(1, 1, column.Beta));
        return Library.Run(layer, y, y).Output;
    }

    /// <summary>Columns of many lengths.</summary>
    private static IEnumerable<BatchColumn> Many =>
        from count in new[] { 9, 2, 128 }
        from epsilon in new[] { 0, 1e-5, 0.1 }
        select new BatchColumn(Draws.Normals(Draws.For("D32").Fold((ulong)count), count), -1.4, 0.6, epsilon);
}
