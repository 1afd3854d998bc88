namespace Nabla.OnnxCases;

/// <summary>Rows to predict: named columns, or plain rows of numbers.</summary>
public sealed class CaseRows
{
    private CaseRows(int count, float[]? numbers, IReadOnlyList<(string Name, float[]? Numbers, string?[]? Texts)> columns)
    {
        (Count, Numbers, Columns) = (count, numbers, columns);
        if (columns.Count > 0)
            Table = Nabla.Table.FromColumns(columns.Select(column => column.Numbers is { } values ? Column.Numeric(column.Name, values) : Column.Categorical(column.Name, column.Texts!)));
    }

    /// <summary>Gets the number of rows.</summary>
    public int Count { get; }

    /// <summary>Gets the numbers, row after row; null where there are named columns.</summary>
    public float[]? Numbers { get; }

    /// <summary>Gets the columns in the order of the features; empty where there are plain rows.</summary>
    public IReadOnlyList<(string Name, float[]? Numbers, string?[]? Texts)> Columns { get; }

    /// <summary>Gets the columns as a table; null where there are plain rows.</summary>
    public Table? Table { get; }

    public static CaseRows Of(int count, float[] numbers) => new(count, numbers, []);

    public static CaseRows Of(params (string Name, float[]? Numbers, string?[]? Texts)[] columns) => new(columns[0].Numbers?.Length ?? columns[0].Texts!.Length, null, columns);
}
