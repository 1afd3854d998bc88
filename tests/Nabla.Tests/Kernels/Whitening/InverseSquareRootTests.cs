using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>(A + ε1)^(−1/2) against Jacobi's method, and its derivative against central differences: also where eigenvalues are equal.</summary>
public sealed class InverseSquareRootTests
{
    private static readonly RandomKey Key = new(33);

    public static TheoryData<string, double> Cases => new()
    {
        { "random", 1e-3 }, { "random", 1e-9 }, { "rank 2", 1e-3 }, { "zero", 0.1 }, { "identity", 1e-5 }, { "pairs", 1e-5 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Equals_the_root_by_Jacobis_method(string kind, double epsilon)
    {
        var a = Matrix(kind);
        var w = Root(a, epsilon);
        var expected = Jacobi.Function(a, eigenvalue => 1 / Math.Sqrt(Math.Max(eigenvalue, 0) + epsilon));
        double largest = expected.Data.Max(Math.Abs);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Rows; j++)
            {
                Assert.Equal(expected[i, j], w[i, j], 1e-11 * largest);
                Assert.Equal(w[i, j], w[j, i]);
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Derivatives_equal_central_differences(string kind, double epsilon)
    {
        using var processor = new Processor(threads: 1);
        var a = Matrix(kind);
        int size = a.Rows;
        double[] direction = [.. Some.Normal(size * size, Key.Fold(2))], factor = [.. a.Data], roots = new double[size], gradient = [.. direction];
        InverseSquareRoot.Forward(processor, factor, epsilon, roots, new double[size * size], new double[SymmetricEigen.ScratchLength(size)]);
        InverseSquareRoot.Backward(processor, factor, roots, gradient, new double[InverseSquareRoot.ScratchLength(size)]);

        double[] expected = new double[size * size];
        double step = 1e-4 * (Math.Max(Jacobi.Decompose(a).Values.Min(), 0) + epsilon);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double Loss(double h)
                {
                    var moved = a.Map(value => value);
                    moved[i, j] += h / 2;
                    moved[j, i] += h / 2;
                    return Jacobi.Function(moved, eigenvalue => 1 / Math.Sqrt(eigenvalue + epsilon)).Data.Zip(direction, (w, g) => w * g).Sum();
                }

                expected[(i * size) + j] = (Loss(step) - Loss(-step)) / (2 * step);
            }
        }

        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], gradient[i], 1e-4 * largest);
    }

    [Fact]
    public void Rounding_below_zero_counts_as_zero()
    {
        // Eigenvalues 0 and −1e-10: below 0 only if somebody rounded.
        using var processor = new Processor(threads: 1);
        double[] factor = [-1e-10, 0, 0, 0], roots = new double[2], w = new double[4];
        InverseSquareRoot.Forward(processor, factor, 1e-12, roots, w, new double[SymmetricEigen.ScratchLength(2)]);
        Assert.Equal([1e6, 0, 0, 1e6], w.Select(value => Math.Round(value, 3)));
    }

    private static DoubleMatrix Root(DoubleMatrix a, double epsilon)
    {
        using var processor = new Processor(threads: 1);
        int size = a.Rows;
        var w = new DoubleMatrix(size, size);
        double[] factor = [.. a.Data];
        InverseSquareRoot.Forward(processor, factor, epsilon, new double[size], w.Data, new double[SymmetricEigen.ScratchLength(size)]);
        return w;
    }

    /// <summary>A sum of squares: symmetric, no eigenvalue below 0.</summary>
    private static DoubleMatrix Matrix(string kind)
    {
        const int Size = 6;
        int terms = kind == "rank 2" ? 2 : 12;
        float[] x = Some.Normal(terms * Size, Key.Fold(1));
        var a = new DoubleMatrix(Size, Size);
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                a[i, j] = kind switch
                {
                    "zero" => 0,
                    "identity" => i == j ? 1 : 0,
                    "pairs" => i == j ? 1 + (i / 2) : 0,
                    _ => Enumerable.Range(0, terms).Sum(n => (double)x[(n * Size) + i] * x[(n * Size) + j]) / terms,
                };
            }
        }

        return a;
    }
}
