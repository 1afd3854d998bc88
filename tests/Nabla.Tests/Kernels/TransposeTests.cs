using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed unsafe class TransposeTests
{
    [Fact]
    public void Rows_become_columns_at_every_size_and_nothing_else_is_touched()
    {
        foreach (var (rows, columns) in from rows in Enumerable.Range(1, 20) from columns in Enumerable.Range(1, 20) select (rows, columns))
        {
            const int Gap = 3;
            float[] source = Some.Normal(rows * (columns + Gap), new RandomKey(1)), target = new float[columns * (rows + Gap)];
            Array.Fill(target, 99);
            fixed (float* s = source, t = target)
                Transpose.Copy(s, columns + Gap, rows, columns, t, rows + Gap);
            for (int c = 0; c < columns; c++)
            {
                for (int r = 0; r < rows + Gap; r++)
                    Assert.Equal(r < rows ? source[(r * (columns + Gap)) + c] : 99, target[(c * (rows + Gap)) + r]);
            }
        }
    }
}
