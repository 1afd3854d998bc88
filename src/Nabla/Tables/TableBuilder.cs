using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>Builds a table from texts, row by row, for readers of file formats.</summary>
/// <remarks>The columns' kinds follow the rules of <see cref="TableOptions"/>.</remarks>
public sealed class TableBuilder
{
    private readonly string _name;
    private readonly string? _target;
    private readonly TableOptions _options;
    private readonly ColumnBuilder[] _columns;
    private readonly List<int> _lines = [];
    private int _fields;

    /// <summary>Initializes a builder.</summary>
    /// <param name="name">The name in messages, such as the path of the file.</param>
    /// <param name="columns">The names of the columns, each once.</param>
    /// <param name="target">The name of the column to predict. Default: none.</param>
    /// <param name="options">How to interpret texts. Default: see <see cref="TableOptions"/>.</param>
    /// <exception cref="InvalidDataException">There are no columns, a name is empty or occurs twice, or a specified column does not exist.</exception>
    public TableBuilder(string name, IReadOnlyList<string> columns, string? target = null, TableOptions? options = null)
        : this(name, columns, target, options ?? new(), culture: null)
    {
    }

    /// <summary>Initializes a builder with a culture for each column: texts that a database's numbers were converted to are culture-invariant.</summary>
    internal TableBuilder(string name, IReadOnlyList<string> columns, string? target, TableOptions options, Func<int, CultureInfo>? culture)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(columns);
        (_name, _target, _options) = (name, target, options);
        RequireNames(name, columns);
        var names = new HashSet<string>(columns, StringComparer.Ordinal);
        foreach (string? wanted in (string?[])[target, _options.Weights, .. _options.Kinds.Keys])
        {
            if (wanted is not null && !names.Contains(wanted))
                throw new InvalidDataException($"{name} has no column \"{wanted}\"; its columns are {ColumnNames.List(columns)}.");
        }

        var missing = new MissingTexts(_options.MissingValues, _options.Culture);
        _columns = [.. columns.Select((column, i) => new ColumnBuilder(name, column, Kind(column), keepTexts: column == target, missing, culture?.Invoke(i) ?? options.Culture))];
    }

    /// <summary>Gets the number of rows so far.</summary>
    public int RowCount => _lines.Count;

    /// <summary>Begins a row.</summary>
    /// <param name="line">The line of the file in which the row begins, counted from 1.</param>
    /// <exception cref="InvalidDataException">The previous row has too few fields.</exception>
    public void BeginRow(int line)
    {
        EndRow();
        _lines.Add(line);
        _fields = 0;
    }

    /// <summary>Adds the next field of the row.</summary>
    /// <param name="text">The text of the field, without quotes; empty if it is missing.</param>
    /// <exception cref="InvalidDataException">The row has too many fields, or the column is declared as numeric and the text is not a number.</exception>
    /// <exception cref="InvalidOperationException">No row has begun.</exception>
    public void Add(ReadOnlySpan<char> text)
    {
        if (_lines.Count == 0)
            throw new InvalidOperationException("There is no row to add a field to; call BeginRow first.");
        if (_fields >= _columns.Length)
            throw new InvalidDataException($"{_name}, line {_lines[^1]}: got more than {_columns.Length} fields; expected one for each column. If a value holds the separator, put it in quotes.");
        _columns[_fields++].Add(text, _lines[^1]);
    }

    /// <summary>Builds the table.</summary>
    /// <exception cref="InvalidDataException">There are no rows, the last row has too few fields, or a column contains mostly numbers, but also other texts.</exception>
    public Table Build()
    {
        EndRow();
        if (_lines.Count == 0)
            throw new InvalidDataException($"{_name} has a header but no rows.");
        return Table.FromLines(_name, [.. _columns.Select(column => column.Build())], _target, _options.Weights, [.. _lines]);
    }

    private void EndRow()
    {
        if (_lines.Count > 0 && _fields != _columns.Length)
            throw new InvalidDataException($"{_name}, line {_lines[^1]}: got {_fields} {(_fields == 1 ? "field" : "fields")}; expected {_columns.Length}, one for each column.");
    }

    private ColumnKind? Kind(string column)
    {
        if (_options.Kinds.TryGetValue(column, out var kind))
            return kind;
        return column == _options.Weights ? ColumnKind.Numeric : null;
    }

    private static void RequireNames(string name, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0)
            throw new InvalidDataException($"{name} has no columns.");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < columns.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(columns[i]))
                throw new InvalidDataException($"{name}: column {i + 1} has no name in the header; name it, or set HasHeader to false.");
            if (columns[i].Any(char.IsControl))
                throw new InvalidDataException($"{name}: the name of column {i + 1}, \"{ShownText.Of(columns[i])}\", holds a control character; rename the column.");
            if (!seen.TryAdd(columns[i], i))
                throw new InvalidDataException($"{name}: columns {seen[columns[i]] + 1} and {i + 1} are both called \"{columns[i]}\"; give each a unique name.");
        }
    }
}
