using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Normalisations carried out with numbers that count their multiplications.</summary>
/// <param name="Count">How many multiplications it took.</param>
/// <param name="Output">What came of it, so that a step left out shows.</param>
internal sealed record Multiplications(long Count, Matrix Output)
{
    /// <summary>Whitens centred rows: B·covariance, its eigenvectors times 1/√λ, that times their transpose, and the product with every row.</summary>
    public static Multiplications OfWhitening(Matrix centred)
    {
        var tally = new Tally();
        var y = RowsOf(centred, tally);
        var scatter = Times(Transposed(y), y);

        // The decomposition is not counted. It is of B·Σ, so that nothing is divided by B entry by entry.
        var eigen = Values(scatter).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        var (vectors, roots) = (RowsOf(eigen.EigenVectors, tally), tally.Of(eigen.EigenValues.Select(value => Math.Sqrt(centred.RowCount / value.Real))));
        Counted[][] scaled = [.. vectors.Select(row => row.Zip(roots, (entry, root) => entry * root).ToArray())];
        var output = Values(Times(y, Times(scaled, Transposed(vectors))));
        return new(tally.Multiplications, output);
    }

    /// <summary>Normalises centred rows: a square for the variance, then 1/√v and γ for each element.</summary>
    public static Multiplications OfNormalization(Matrix centred, double gamma)
    {
        var tally = new Tally();
        var y = RowsOf(centred, tally);
        Counted scale = new(gamma, tally);
        Counted[] roots =
        [
            .. Transposed(y).Select(column => column.Select(value => value * value).Aggregate((sum, square) => sum + square))
                .Select(sum => new Counted(Math.Sqrt(centred.RowCount / sum.Value), tally)),
        ];
        var output = Values([.. y.Select(row => row.Zip(roots, (value, root) => value * root * scale).ToArray())]);
        return new(tally.Multiplications, output);
    }

    private static Counted[][] RowsOf(Matrix matrix, Tally tally) => [.. matrix.EnumerateRows().Select(row => tally.Of(row))];

    private static Matrix Values(Counted[][] rows) => Matrix.Build.DenseOfRows(rows.Select(row => row.Select(entry => entry.Value)));

    private static Counted[][] Transposed(Counted[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];

    private static Counted[][] Times(Counted[][] a, Counted[][] b) =>
    [
        .. a.Select(row => Enumerable.Range(0, b[0].Length).Select(column =>
        {
            var sum = row[0] * b[0][column];
            for (int k = 1; k < row.Length; k++)
                sum += row[k] * b[k][column];
            return sum;
        }).ToArray()),
    ];
}
