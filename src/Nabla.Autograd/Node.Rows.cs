namespace Nabla.Autograd;

/// <content>Gathering, scattering and concatenation of rows and entries.</content>
public sealed partial class Node
{
    /// <summary>Concatenates rows; all parts have the same width.</summary>
    public static Node ConcatenateRows(params ReadOnlySpan<Node> parts) => parts.IsEmpty
        ? throw new ArgumentException("Nothing to concatenate: give at least one part.")
        : parts[0].Tape.Compute(Primitives.Concatenate, parts.ToArray(), setting: null);

    /// <summary>Concatenates columns; all parts have the same height.</summary>
    public static Node ConcatenateColumns(params ReadOnlySpan<Node> parts)
    {
        var transposed = new Node[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            transposed[i] = parts[i].Transpose();
        return ConcatenateRows(transposed).Transpose();
    }

    /// <summary>Selects rows in the given order; an index may occur twice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a row.</exception>
    public Node GatherRows(params ReadOnlySpan<int> rows)
    {
        Require(rows, Rows, "row");
        return GatherRows(new RowChoice(rows.ToArray(), Rows));
    }

    /// <summary>Selects columns in the given order; an index may occur twice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a column.</exception>
    public Node GatherColumns(params ReadOnlySpan<int> columns)
    {
        Require(columns, Columns, "column");
        return Transpose().GatherRows(new RowChoice(columns.ToArray(), Columns)).Transpose();
    }

    /// <summary>Selects one entry of each row, [rows, 1]: that of its label.</summary>
    /// <exception cref="ArgumentException">The number of labels differs from that of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a column.</exception>
    public Node Pick(params ReadOnlySpan<int> labels)
    {
        if (labels.Length != Rows)
            throw new ArgumentException($"One label per row: got {labels.Length} labels for {Rows} rows.");
        Require(labels, Columns, "column");
        return Pick(new EntryChoice(labels.ToArray(), Columns));
    }

    internal Node GatherRows(RowChoice choice) => Of(Primitives.GatherRows, choice);

    internal Node ScatterRows(RowChoice choice) => Of(Primitives.ScatterRows, choice);

    internal Node Pick(EntryChoice choice) => Of(Primitives.Pick, choice);

    internal Node Place(EntryChoice choice) => Of(Primitives.Place, choice);

    private static void Require(ReadOnlySpan<int> numbers, int count, string what)
    {
        foreach (int number in numbers)
        {
            if ((uint)number >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(numbers), number, $"There is no {what} {number}; expected 0 to {count - 1}.");
        }
    }
}
