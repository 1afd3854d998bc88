namespace Nabla.Autograd.Tests;

/// <summary>Each element of a product is one chain of fused multiply-adds, whatever the shape, the turned factors and the threads.</summary>
public sealed class MatrixProductTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 4, 1, 12 }, { 5, 3, 13 }, { 3, 256, 11 }, { 7, 257, 25 }, { 33, 600, 24 }, { 100, 70, 10 }, { 64, 1, 64 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Every_way_to_write_a_product_gives_the_same_bits(int rows, int inner, int columns)
    {
        Matrix a = Drawn.Normal(rows, inner, 1), b = Drawn.Normal(inner, columns, 2), expected = new(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < inner; k++)
                    expected[i, j] = Math.FusedMultiplyAdd(a[i, k], b[k, j], expected[i, j]);
            }
        }

        foreach (int threads in new[] { 1, 2, 5 })
        {
            var tape = new Tape(threads);
            Node left = tape.Constant(a), right = tape.Constant(b);
            Assert.Equal(expected.Elements, left.Times(right).Value.Elements);
            Assert.Equal(expected.Elements, left.Transpose().TransposedTimes(right).Value.Elements);
            Assert.Equal(expected.Elements, left.TimesTransposed(right.Transpose()).Value.Elements);
        }
    }
}
