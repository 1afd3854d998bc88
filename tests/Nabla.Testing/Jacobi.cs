namespace Nabla.Testing;

/// <summary>The eigenvalues and eigenvectors of a symmetric matrix by Jacobi's method: rotations that make one element 0 at a time. An oracle.</summary>
public static class Jacobi
{
    /// <summary>A = Σₖ l[k] v[:,k] v[:,k]ᵀ.</summary>
    public static (DoubleMatrix Vectors, double[] Values) Decompose(DoubleMatrix matrix)
    {
        int size = matrix.Rows;
        var a = matrix.Map(value => value);
        var v = new DoubleMatrix(size, size);
        for (int i = 0; i < size; i++)
            v[i, i] = 1;

        double negligible = 1e-34 * a.Dot(a);
        for (int sweep = 0; sweep < 100 && OffDiagonal(a) > negligible; sweep++)
        {
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                    Annihilate(a, v, p, q);
            }
        }

        return (v, [.. Enumerable.Range(0, size).Select(i => a[i, i])]);
    }

    /// <summary>f(A) = Σₖ f(l[k]) v[:,k] v[:,k]ᵀ.</summary>
    public static DoubleMatrix Function(DoubleMatrix matrix, Func<double, double> function)
    {
        var (v, l) = Decompose(matrix);
        var result = new DoubleMatrix(matrix.Rows, matrix.Rows);
        for (int k = 0; k < l.Length; k++)
        {
            double value = function(l[k]);
            for (int i = 0; i < matrix.Rows; i++)
            {
                for (int j = 0; j < matrix.Rows; j++)
                    result[i, j] += value * v[i, k] * v[j, k];
            }
        }

        return result;
    }

    private static double OffDiagonal(DoubleMatrix a)
    {
        double sum = 0;
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Rows; j++)
                sum += i == j ? 0 : a[i, j] * a[i, j];
        }

        return sum;
    }

    private static void Annihilate(DoubleMatrix a, DoubleMatrix v, int p, int q)
    {
        if (a[p, q] == 0)
            return;
        double ratio = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt((ratio * ratio) + 1));
        double c = 1 / Math.Sqrt((tangent * tangent) + 1), s = tangent * c;
        for (int k = 0; k < a.Rows; k++)
            (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        for (int k = 0; k < a.Rows; k++)
            (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
        for (int k = 0; k < a.Rows; k++)
            (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
    }
}
