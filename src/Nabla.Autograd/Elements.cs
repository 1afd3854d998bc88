namespace Nabla.Autograd;

/// <summary>Loops over elements.</summary>
internal static class Elements
{
    public static void Map(Func<double, double> function, Matrix a, Matrix result)
    {
        ReadOnlySpan<double> from = a.Elements;
        Span<double> to = result.Elements.AsSpan(0, from.Length);
        for (int i = 0; i < from.Length; i++)
            to[i] = function(from[i]);
    }

    public static void Map(Func<double, double, double> function, Matrix a, Matrix b, Matrix result)
    {
        if (a.Shape == b.Shape)
        {
            Map(function, a.Elements, b.Elements, result.Elements);
            return;
        }

        int stepA = a.Columns == 1 ? 0 : 1, stepB = b.Columns == 1 ? 0 : 1;
        for (int i = 0; i < result.Rows; i++)
        {
            Span<double> rowA = a.StretchedRow(i), rowB = b.StretchedRow(i), row = result.Row(i);
            if (stepA + stepB == 2)
            {
                Map(function, rowA, rowB, row);
                continue;
            }

            for (int j = 0; j < row.Length; j++)
                row[j] = function(rowA[j * stepA], rowB[j * stepB]);
        }
    }

    private static void Map(Func<double, double, double> function, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        b = b[..a.Length];
        result = result[..a.Length];
        for (int i = 0; i < a.Length; i++)
            result[i] = function(a[i], b[i]);
    }
}
