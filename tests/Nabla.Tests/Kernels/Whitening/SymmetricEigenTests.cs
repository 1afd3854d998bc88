using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>A = Vᵀ diag(l) V with orthogonal V, whatever the eigenvalues, and the same bits at every width.</summary>
public sealed class SymmetricEigenTests
{
    private static readonly RandomKey Key = new(31);

    public static TheoryData<string, int> Matrices => new()
    {
        { "random", 1 }, { "random", 2 }, { "random", 3 }, { "random", 17 }, { "random", 64 }, { "random", 512 },
        { "zero", 5 }, { "identity", 9 }, { "diagonal", 20 }, { "ones", 33 }, { "two blocks", 24 },
        { "equal eigenvalues", 30 }, { "pairs", 40 }, { "rank 3", 50 }, { "graded", 40 }, { "graded, small first", 40 }, { "second differences", 100 },
    };

    [Theory, MemberData(nameof(Matrices))]
    public void Rebuilds_the_matrix_from_orthogonal_vectors(string kind, int size)
    {
        double[] matrix = Matrix(kind, size);
        var (v, l) = Decompose(VectorWidths.Widest, matrix, size);

        double scale = Math.Max(matrix.Max(Math.Abs), 1e-300), allowed = 1e-15 * size * 4;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = 0, rebuilt = 0;
                for (int k = 0; k < size; k++)
                {
                    dot += v[(i * size) + k] * v[(j * size) + k];
                    rebuilt += v[(k * size) + i] * l[k] * v[(k * size) + j];
                }

                Assert.True(Math.Abs(dot - (i == j ? 1 : 0)) <= allowed, $"vectors {i} and {j}: {dot:R}");
                Assert.True(Math.Abs(rebuilt - matrix[(i * size) + j]) <= allowed * scale, $"[{i}, {j}]: {rebuilt:R} for {matrix[(i * size) + j]:R}");
            }
        }
    }

    [Theory, MemberData(nameof(Matrices))]
    public void Every_width_gives_the_bits_of_the_scalar_reference(string kind, int size)
    {
        double[] matrix = Matrix(kind, size);
        var (expectedVectors, expectedValues) = Decompose(VectorWidth.Scalar, matrix, size);
        foreach (var width in Widths.All)
        {
            var (v, l) = Decompose(width, matrix, size);
            Assert.Equal(expectedVectors.Select(BitConverter.DoubleToInt64Bits), v.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(expectedValues.Select(BitConverter.DoubleToInt64Bits), l.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void Finds_eigenvalues_that_are_known()
    {
        // The second difference −x[i−1] + 2 x[i] − x[i+1] with zeros beyond its ends: 2 − 2 cos(πk / (n + 1)).
        const int Size = 100;
        var (_, l) = Decompose(VectorWidths.Widest, Matrix("second differences", Size), Size);
        Array.Sort(l);
        for (int k = 1; k <= Size; k++)
            Assert.Equal(2 - (2 * Math.Cos(Math.PI * k / (Size + 1))), l[k - 1], 1e-14);
    }

    [Fact]
    public void Agrees_with_Jacobis_method()
    {
        const int Size = 30;
        double[] matrix = Matrix("random", Size);
        var (_, l) = Decompose(VectorWidths.Widest, matrix, Size);
        var copy = new DoubleMatrix(Size, Size);
        matrix.CopyTo(copy.Data, 0);
        double[] expected = Jacobi.Decompose(copy).Values;
        Array.Sort(l);
        Array.Sort(expected);
        for (int k = 0; k < Size; k++)
            Assert.Equal(expected[k], l[k], 1e-13 * Math.Abs(expected[^1]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_finite_comes_through_as_NaN(double value)
    {
        foreach (var (row, column) in new[] { (0, 0), (3, 3), (4, 1), (7, 7) })
        {
            double[] matrix = Matrix("random", 8);
            matrix[(row * 8) + column] = value;
            var (v, l) = Decompose(VectorWidths.Widest, matrix, 8);
            Assert.All(v.Concat(l), result => Assert.True(double.IsNaN(result)));
        }
    }

    [Theory]
    [InlineData(1e-150)]
    [InlineData(1e140)]
    public void Size_does_not_matter(double factor)
    {
        double[] matrix = [.. Matrix("random", 12).Select(value => value * factor)];
        var (_, l) = Decompose(VectorWidths.Widest, matrix, 12);
        var (_, expected) = Decompose(VectorWidths.Widest, Matrix("random", 12), 12);
        Array.Sort(l);
        Array.Sort(expected);
        for (int k = 0; k < 12; k++)
            Assert.Equal(expected[k], l[k] / factor, 1e-12);
    }

    [Fact, Trait("Category", "Allocation")]
    public void Allocates_nothing()
    {
        double[] source = Matrix("random", 20), matrix = new double[20 * 20], values = new double[20], scratch = new double[SymmetricEigen.ScratchLength(20)];
        Assert.Equal(0, Allocations.Of(() =>
        {
            source.CopyTo(matrix, 0);
            SymmetricEigen.Decompose(VectorWidths.Widest, matrix, values, scratch);
        }));
    }

    private static (double[] Vectors, double[] Values) Decompose(VectorWidth width, double[] matrix, int size)
    {
        double[] v = [.. matrix], l = new double[size];
        SymmetricEigen.Decompose(width, v, l, new double[SymmetricEigen.ScratchLength(size)]);
        return (v, l);
    }

    private static double[] Matrix(string kind, int size) => kind switch
    {
        "zero" => Build(size, (_, _) => 0),
        "identity" => Build(size, (i, j) => i == j ? 1 : 0),
        "diagonal" => Build(size, (i, j) => i == j ? (i % 7) - 3 : 0),
        "ones" => Build(size, (_, _) => 1),
        "two blocks" => Build(size, (i, j) => i / 12 == j / 12 ? 1.0 / (1 + i + j) : 0),
        "second differences" => Build(size, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0),
        "equal eigenvalues" => Rotated(size, k => k < size / 2 ? 2 : -1),
        "pairs" => Rotated(size, k => k / 2),
        "rank 3" => Rotated(size, k => k < 3 ? k + 1 : 0),
        "graded" => Rotated(size, k => Math.Pow(10, -12.0 * (size - 1 - k) / (size - 1))),
        "graded, small first" => Build(size, (i, j) => Math.Pow(10, -12.0 * (size - 1 - Math.Max(i, j)) / (size - 1)) / (1 + Math.Abs(i - j))),
        _ => Build(size, (i, j) => Key.Normal((ulong)((Math.Max(i, j) * size) + Math.Min(i, j)))),
    };

    private static double[] Build(int size, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, size * size).Select(i => element(i / size, i % size))];

    /// <summary>Q diag(l) Q with a reflection Q, so that no coordinate is an eigenvector.</summary>
    private static double[] Rotated(int size, Func<int, double> value)
    {
        double[] u = [.. Enumerable.Range(0, size).Select(i => (double)Key.Normal((ulong)i))];
        double square = u.Sum(x => x * x);
        double Q(int i, int j) => (i == j ? 1 : 0) - (2 * u[i] * u[j] / square);
        double[] full = Build(size, (i, j) => Enumerable.Range(0, size).Sum(k => Q(i, k) * value(k) * Q(k, j)));
        return Build(size, (i, j) => (full[(i * size) + j] + full[(j * size) + i]) / 2);
    }
}
