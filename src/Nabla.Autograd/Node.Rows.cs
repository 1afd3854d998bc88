namespace Nabla.Autograd;

/// <content>Rows and entries that are taken, put back and put together.</content>
public sealed partial class Node
{
    /// <summary>Rows below rows; all of one width.</summary>
    public static Node ConcatenateRows(params ReadOnlySpan<Node> parts) => parts.IsEmpty
        ? throw new ArgumentException("Nothing to concatenate: give at least one part.")
        : parts[0].Tape.Compute(Primitives.Concatenate, parts.ToArray(), setting: null);

    /// <summary>Columns beside columns; all of one height.</summary>
    public static Node ConcatenateColumns(params ReadOnlySpan<Node> parts)
    {
        var turned = new Node[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            turned[i] = parts[i].Transpose();
        return ConcatenateRows(turned).Transpose();
    }

    /// <summary>The rows with these numbers, in this order; a number may come twice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number names no row.</exception>
    public Node GatherRows(params ReadOnlySpan<int> rows)
    {
        Require(rows, Rows, "row");
        return GatherRows(new RowChoice(rows.ToArray(), Rows));
    }

    /// <summary>The columns with these numbers, in this order; a number may come twice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number names no column.</exception>
    public Node GatherColumns(params ReadOnlySpan<int> columns)
    {
        Require(columns, Columns, "column");
        return Transpose().GatherRows(new RowChoice(columns.ToArray(), Columns)).Transpose();
    }

    /// <summary>One entry of each row, [rows, 1]: that of its label.</summary>
    /// <exception cref="ArgumentException">There are more or fewer labels than rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label names no column.</exception>
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
