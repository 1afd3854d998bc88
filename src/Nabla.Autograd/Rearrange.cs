namespace Nabla.Autograd;

/// <summary>A selection of rows, and their total number.</summary>
internal sealed record RowChoice(int[] Rows, int Of);

/// <summary>A selection of one column of each row, and the number of columns.</summary>
internal sealed record EntryChoice(int[] Columns, int Of);

/// <summary>Computes sums and broadcasts, and gathers and scatters rows and entries.</summary>
internal static class Rearrange
{
    public static void Transpose(Matrix a, Matrix result)
    {
        for (int i = 0; i < a.Rows; i++)
        {
            var row = a.Row(i);
            for (int j = 0; j < row.Length; j++)
                result.Elements[(j * a.Rows) + i] = row[j];
        }
    }

    /// <summary>Computes sums, whose terms are taken row by row, in each row from left to right.</summary>
    public static void Sum(Matrix a, Shape shape, Matrix result)
    {
        result.Data.Clear();
        for (int i = 0; i < a.Rows; i++)
        {
            Span<double> from = a.Row(i), to = result.StretchedRow(i);
            if (shape.Columns == 1)
            {
                double sum = to[0];
                foreach (double term in from)
                    sum += term;
                to[0] = sum;
                continue;
            }

            for (int j = 0; j < from.Length; j++)
                to[j] += from[j];
        }
    }

    /// <summary>Returns the largest elements of what would be summed to the shape; NaN if there is one.</summary>
    public static Matrix Largest(Matrix a, Shape shape)
    {
        var result = Matrix.Filled(shape.Rows, shape.Columns, double.NegativeInfinity);
        for (int i = 0; i < a.Rows; i++)
        {
            Span<double> from = a.Row(i), to = result.StretchedRow(i);
            for (int j = 0; j < from.Length; j++)
            {
                ref double largest = ref to[to.Length == 1 ? 0 : j];
                largest = Math.Max(largest, from[j]);
            }
        }

        return result;
    }

    public static void Stretch(Matrix a, Shape shape, Matrix result)
    {
        for (int i = 0; i < shape.Rows; i++)
        {
            Span<double> from = a.StretchedRow(i), to = result.Row(i);
            if (from.Length == 1)
                to.Fill(from[0]);
            else
                from.CopyTo(to);
        }
    }

    public static void GatherRows(Matrix a, RowChoice choice, Matrix result)
    {
        for (int i = 0; i < choice.Rows.Length; i++)
            a.Row(choice.Rows[i]).CopyTo(result.Row(i));
    }

    /// <summary>Adds the parts of a row that was selected twice.</summary>
    public static void ScatterRows(Matrix a, RowChoice choice, Matrix result)
    {
        result.Data.Clear();
        for (int i = 0; i < choice.Rows.Length; i++)
        {
            Span<double> from = a.Row(i), to = result.Row(choice.Rows[i]);
            for (int j = 0; j < from.Length; j++)
                to[j] += from[j];
        }
    }

    public static void Pick(Matrix a, EntryChoice choice, Matrix result)
    {
        for (int i = 0; i < a.Rows; i++)
            result.Elements[i] = a[i, choice.Columns[i]];
    }

    public static void Place(Matrix a, EntryChoice choice, Matrix result)
    {
        result.Data.Clear();
        for (int i = 0; i < a.Rows; i++)
            result[i, choice.Columns[i]] = a.Elements[i];
    }

    public static Shape ChosenShape(Node y) => Shape.Broadcast(
        "c ? a : b", y.Inputs[0].Shape, Shape.Broadcast("c ? a : b", y.Inputs[1].Shape, y.Inputs[2].Shape));

    public static void Choose(Node y, Matrix result)
    {
        var (mask, a, b) = (y.Inputs[0].Value, y.Inputs[1].Value, y.Inputs[2].Value);
        int stepMask = mask.Columns == 1 ? 0 : 1, stepA = a.Columns == 1 ? 0 : 1, stepB = b.Columns == 1 ? 0 : 1;
        for (int i = 0; i < result.Rows; i++)
        {
            Span<double> rowMask = mask.StretchedRow(i), rowA = a.StretchedRow(i), rowB = b.StretchedRow(i), to = result.Row(i);
            for (int j = 0; j < to.Length; j++)
                to[j] = rowMask[j * stepMask] != 0 ? rowA[j * stepA] : rowB[j * stepB];
        }
    }

    public static Shape JoinedShape(Node y)
    {
        int columns = y.Inputs[0].Columns;
        if (y.Inputs.FirstOrDefault(input => input.Columns != columns) is { } other)
            throw new ArgumentException($"Concatenated rows must have the same width; got {y.Inputs[0].Shape} and {other.Shape}.");
        return new(y.Inputs.Sum(input => input.Rows), columns);
    }

    public static void Join(Node y, Matrix result)
    {
        int start = 0;
        foreach (var input in y.Inputs)
        {
            input.Value.Data.CopyTo(result.Data[start..]);
            start += input.Value.Elements.Length;
        }
    }

    public static RowChoice RowsOfPart(Node y, int input) =>
        new([.. Enumerable.Range(y.Inputs.Take(input).Sum(part => part.Rows), y.Inputs[input].Rows)], y.Rows);
}
