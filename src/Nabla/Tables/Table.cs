using Nabla.Networks;

namespace Nabla;

/// <summary>An immutable table of named columns, one of which may be the target of a classifier or a regressor.</summary>
/// <remarks>
/// Nabla.Tables reads tables from files: <c>Table.FromCsv("iris.csv", target: "species")</c>. Methods that change something return
/// a new table, which shares unchanged columns.
/// </remarks>
public sealed partial class Table
{
    private readonly int[]? _lines;
    private readonly Dictionary<string, Column> _byName;

    private Table(string name, IReadOnlyList<Column> columns, string? target, string? weights, int[]? lines)
    {
        if (columns.Count == 0)
            throw new ArgumentException($"{name} has no columns; expected at least one.", nameof(columns));
        _byName = new(columns.Count, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!_byName.TryAdd(column.Name, column))
                throw new ArgumentException($"{name} has two columns called \"{column.Name}\"; give each a unique name.", nameof(columns));
            if (column.Count != columns[0].Count)
                throw new ArgumentException($"{name}: column \"{column.Name}\" has {column.Count} rows and column \"{columns[0].Name}\" {columns[0].Count}; expected the same number.", nameof(columns));
        }

        (Name, Columns, _lines) = (name, columns, lines);
        Target = target is null ? null : this[target];
        Weights = weights is null ? null : TableWeights.Require(name, this[weights]);
        if (target is not null && target == weights)
            throw new ArgumentException($"{name}: column \"{target}\" cannot be both the target and the weights.", nameof(weights));
    }

    /// <summary>Gets the name in messages, such as the path of its file.</summary>
    public string Name { get; }

    /// <summary>Gets the columns, in order: features, the target, weights and ignored ones.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => Columns[0].Count;

    /// <summary>Gets the column to predict; null if there is none.</summary>
    public Column? Target { get; }

    /// <summary>Gets the column with the weight of each row in the loss; null if all are 1.</summary>
    public Column? Weights { get; }

    /// <summary>Gets the columns to predict from: all but the target, the weights and ignored ones.</summary>
    public IEnumerable<Column> Features => Columns.Where(IsFeature);

    /// <summary>Gets a column by name.</summary>
    /// <param name="name">The name; case-sensitive.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Column this[string name] => Find(name) ?? throw new ArgumentException($"{Name} has no column \"{name}\"; it has {ColumnNames.List(Columns)}.", nameof(name));

    /// <summary>Creates a table from columns.</summary>
    /// <param name="columns">The columns, with equal numbers of rows and different names.</param>
    /// <param name="target">The name of the column to predict. Default: none.</param>
    /// <param name="weights">The name of a numeric column with the weight of each row in the loss. Default: all 1.</param>
    /// <param name="name">The name in messages. Default "The table".</param>
    /// <exception cref="ArgumentException">The columns are inconsistent, or there is no column of a given name.</exception>
    public static Table FromColumns(IEnumerable<Column> columns, string? target = null, string? weights = null, string name = "The table")
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new(name, [.. columns], target, weights, null);
    }

    /// <summary>Returns the table with another target.</summary>
    /// <param name="target">The name of the column to predict; null for none.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Table WithTarget(string? target) => new(Name, Columns, target, Weights?.Name, _lines);

    /// <summary>Returns the table with a column of another kind.</summary>
    /// <param name="column">The name of the column.</param>
    /// <param name="kind">Its kind.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">A text in a column that is to become numeric is not a number.</exception>
    public Table WithKind(string column, ColumnKind kind)
    {
        var changed = this[column].As(kind);
        return new(Name, [.. Columns.Select(other => other.Name == column ? changed : other)], Target?.Name, Weights?.Name, _lines);
    }

    /// <summary>Returns some of the rows, in the given order.</summary>
    /// <param name="rows">Row numbers, counted from 0; a row may occur several times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Table Take(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)RowCount)
                throw new ArgumentOutOfRangeException(nameof(rows), $"{Name} has no row {row}; it has {RowCount}, numbered from 0.");
        }

        var columns = new List<Column>(Columns.Count);
        foreach (var column in Columns)
            columns.Add(column.Take(rows));
        int[]? lines = null;
        if (_lines is not null)
        {
            lines = new int[rows.Length];
            for (int i = 0; i < lines.Length; i++)
                lines[i] = _lines[rows[i]];
        }

        return new(Name, columns, Target?.Name, Weights?.Name, lines);
    }

    /// <summary>Returns a description such as "iris.csv: 150 rows, 4 features, target species".</summary>
    public override string ToString() =>
        $"{Name}: {RowCount} {(RowCount == 1 ? "row" : "rows")}, {Features.Count()} {(Features.Count() == 1 ? "feature" : "features")}{(Target is null ? "" : $", target {Target.Name}")}";

    /// <summary>Creates a table whose rows have line numbers in a file.</summary>
    internal static Table FromLines(string name, IReadOnlyList<Column> columns, string? target, string? weights, int[]? lines) => new(name, columns, target, weights, lines);

    /// <summary>Returns a column by name; null if there is none.</summary>
    internal Column? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Returns the position of a row for messages: "line 17" of a file, or "row 15".</summary>
    internal string Place(int row) => _lines is null ? $"row {row}" : $"line {_lines[row]}";

    /// <exception cref="InvalidOperationException">The table has no target.</exception>
    internal Column RequireTarget() => Target ?? throw new InvalidOperationException(
        $"{Name} has no target column; name one, as in table.WithTarget(\"{Columns[^1].Name}\"). Its columns are {ColumnNames.List(Columns)}.");

    private bool IsFeature(Column column) => column.Kind != ColumnKind.Ignored && column.Name != Target?.Name && column.Name != Weights?.Name;
}
