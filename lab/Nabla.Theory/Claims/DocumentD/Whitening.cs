using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Normalisation that also takes correlations away (section 2.4): Ỹᵢ = Σ^{−1/2}(Yᵢ − μ).</summary>
internal static class Whitening
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "D47",
            "The covariance of batch normalisation's output (γ = 1, ε = 0) is the correlation matrix of its input: its diagonal is 1, the rest in general not 0.",
            says: "it is diagonal with ones on the diagonal, but not necessarily the identity: with that it would be the identity.",
            "scalar loops over the normalised columns of correlated Y",
            formula: (Matrix covariance) => covariance.MapIndexed((i, j, value) => value / Math.Sqrt(covariance[i, i] * covariance[j, j])),
            perturbed: covariance => covariance.MapIndexed((i, j, value) => value / covariance[i, i]),
            printed: covariance => Matrix.Build.DenseIdentity(covariance.RowCount),
            check: output =>
            {
                var y = Correlated(40, 3);
                var normalized = Matrix.Build.DenseOfColumnArrays(y.ToColumnArrays().Select(column => new BatchColumn(column, 1, 0, 0).Normalized));
                return [Finding.Relative(output(y.ColumnCovariance()), CovarianceByLoops(normalized), 1e-12)];
            },
            margin: 0.1),

        Claim.Holds(
            "D48",
            "Σ = (1/B) Σᵢ (Yᵢ − μ)(Yᵢ − μ)ᵀ in ℝᴹˣᴹ, rows taken as columns.",
            "scalar loops, B = 12, M = 3",
            formula: (Matrix y) => y.MinusRow(y.ColumnMeans()).TransposeThisAndMultiply(y.MinusRow(y.ColumnMeans())) / y.RowCount,
            perturbed: y => y.TransposeThisAndMultiply(y) / y.RowCount,
            check: covariance => [Finding.Relative(covariance(Correlated(12, 3)), CovarianceByLoops(Correlated(12, 3)), 1e-12)]),

        Claim.Holds(
            "D49",
            "Σ^{−1/2} Σ Σ^{−1/2} = I, so Ỹ has covariance I, if Σ is invertible, which takes B ≥ M + 1; with Σ + εI it is Σ(Σ + εI)⁻¹; QΣ^{−1/2} does as well.",
            "covariances by scalar loops for B = 12 and 1000, M = 3 and 5; the rank of Σ for B = 3, M = 5; the library's WhiteningBatchNorm",
            formula: InverseRoot,
            perturbed: covariance => covariance.Inverse(),
            check: inverseRoot =>
            [
                .. new[] { (1000, 5), (12, 3) }.Select(shape => Finding.Close(
                    Identity(shape.Item2), CovarianceByLoops(Whiten(Correlated(shape.Item1, shape.Item2), inverseRoot)).ToRowMajorArray(), 1e-10)),
                Finding.Close(Identity(3), CovarianceByLoops(Whiten(Correlated(12, 3), covariance => Rotation(3) * inverseRoot(covariance))).ToRowMajorArray(), 1e-10),
                Softened(inverseRoot, 0.1),
                InLibrary(inverseRoot, 0.1f),
                Finding.Equal(2, Correlated(3, 5).ColumnCovariance().Rank()),
            ]),

        Claim.Holds(
            "D50",
            "Ŷ = ΓỸ + β with diagonal Γ has covariance Γ² and mean β: the identity only for Γ = I.",
            "scalar loops, B = 12, M = 3",
            formula: (Matrix gamma, double[] beta) => (Covariance: gamma * gamma, Mean: beta),
            perturbed: (gamma, beta) => (gamma, beta),
            check: moments =>
            {
                var gamma = Matrix.Build.DenseOfDiagonalArray([0.5, -2, 3]);
                var output = (Whiten(Correlated(12, 3), InverseRoot) * gamma).PlusRow([1, -1, 0.5]);
                var claimed = moments(gamma, [1, -1, 0.5]);
                return
                [
                    Finding.Close(claimed.Covariance.ToRowMajorArray(), CovarianceByLoops(output).ToRowMajorArray(), 1e-10),
                    Finding.Close(claimed.Mean, output.ColumnMeans(), 1e-12),
                ];
            }),

        Claim.Holds(
            "D51",
            "Whitening takes 2BM² + M³ + M² multiplications beside the eigen-decomposition, O(M³), batch normalisation 3BM; and it is unstable if Σ is ill-conditioned.",
            "multiplications counted while 80 rows of 32, 16 and 8 features are whitened and normalised; error of the covariance at condition numbers 10², 10⁶, 10¹²",
            formula: (long b, long m) => (Whitening: (2 * b * m * m) + (m * m * m) + (m * m), Normalization: 3 * b * m),
            perturbed: (b, m) => ((2 * b * m * m) + (m * m * m), 3 * b * m),
            check: multiplications =>
            [
                .. new[] { 32, 16, 8 }.SelectMany(m =>
                {
                    var y = Correlated(80, m);
                    var centred = y.MinusRow(y.ColumnMeans());
                    var (whitened, normalized) = (Multiplications.OfWhitening(centred), Multiplications.OfNormalization(centred, 2));
                    return new[]
                    {
                        Finding.Equal(multiplications(80, m).Whitening, whitened.Count), Finding.Equal(multiplications(80, m).Normalization, normalized.Count),
                        Finding.Close(Identity(m), CovarianceByLoops(whitened.Output).ToRowMajorArray(), 1e-9),
                        Finding.Close(Enumerable.Repeat(4.0, m), CovarianceByLoops(normalized.Output).Diagonal(), 1e-9),
                    };
                }),
                Finding.True(Error(1e2) < Error(1e6) && Error(1e6) < Error(1e12) && Error(1e12) > 1e-6),
            ]),
    ];

    /// <summary>Σ^{−1/2} = U diag(1/√λ) Uᵀ.</summary>
    private static Matrix InverseRoot(Matrix covariance)
    {
        var eigen = covariance.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        return eigen.EigenVectors * Matrix.Build.DenseOfDiagonalVector(eigen.EigenValues.Map(value => 1 / Math.Sqrt(value.Real))) * eigen.EigenVectors.Transpose();
    }

    /// <summary>Rows (Yᵢ − μ)ᵀ Rᵀ for a root R of the inverse covariance.</summary>
    private static Matrix Whiten(Matrix y, Func<Matrix, Matrix> inverseRoot) =>
        y.MinusRow(y.ColumnMeans()) * inverseRoot(y.ColumnCovariance()).Transpose();

    private static Finding Softened(Func<Matrix, Matrix> inverseRoot, double epsilon)
    {
        var y = Correlated(12, 3);
        var covariance = y.ColumnCovariance();
        var softened = covariance + (epsilon * Matrix.Build.DenseIdentity(3));
        var output = CovarianceByLoops(y.MinusRow(y.ColumnMeans()) * inverseRoot(softened).Transpose());
        return Finding.Close((covariance * softened.Inverse()).ToRowMajorArray(), output.ToRowMajorArray(), 1e-10);
    }

    /// <summary>The library's layer, at γ = 1 and β = 0.</summary>
    private static Finding InLibrary(Func<Matrix, Matrix> inverseRoot, float epsilon)
    {
        var y = Correlated(12, 3);
        var whitened = y.MinusRow(y.ColumnMeans()) * inverseRoot(y.ColumnCovariance() + (epsilon * Matrix.Build.DenseIdentity(3))).Transpose();
        return Library.Check(whitened, Library.Run(new WhiteningBatchNorm(3, epsilon), y, y).Output);
    }

    /// <summary>Samples whose features depend on each other.</summary>
    private static Matrix Correlated(int samples, int features)
    {
        var key = Draws.For("D47").Fold((ulong)features);
        var mixing = Matrix.Build.DenseIdentity(features) + (0.6 * Draws.Normals(key.Fold(0), features, features));
        return (Draws.Normals(key.Fold((ulong)samples), samples, features) * mixing).PlusRow([.. Enumerable.Range(0, features).Select(j => j - 1.5)]);
    }

    private static Matrix Rotation(int size) => Draws.Normals(Draws.For("D49"), size, size).QR().Q;

    private static double[] Identity(int size) => Matrix.Build.DenseIdentity(size).ToRowMajorArray();

    private static Matrix CovarianceByLoops(Matrix y)
    {
        var covariance = Matrix.Build.Dense(y.ColumnCount, y.ColumnCount);
        for (int j = 0; j < y.ColumnCount; j++)
        {
            for (int k = 0; k < y.ColumnCount; k++)
            {
                double mj = 0, mk = 0, sum = 0;
                for (int i = 0; i < y.RowCount; i++)
                    (mj, mk) = (mj + (y[i, j] / y.RowCount), mk + (y[i, k] / y.RowCount));
                for (int i = 0; i < y.RowCount; i++)
                    sum += (y[i, j] - mj) * (y[i, k] - mk);
                covariance[j, k] = sum / y.RowCount;
            }
        }

        return covariance;
    }

    /// <summary>How far the whitened covariance is from I, for a covariance of a given condition number.</summary>
    private static double Error(double condition)
    {
        const int Size = 6;
        var rotation = Rotation(Size);
        var covariance = rotation * Matrix.Build.DenseOfDiagonalArray([.. Enumerable.Range(0, Size).Select(i => Math.Pow(condition, -i / (Size - 1.0)))]) * rotation.Transpose();
        covariance = (covariance + covariance.Transpose()) / 2;
        var root = InverseRoot(covariance);
        return ((root * covariance * root) - Matrix.Build.DenseIdentity(Size)).L2Norm();
    }
}
