using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>Options for reading CSV files. The rules for numbers, categories and missing values are those of <see cref="TableOptions"/>.</summary>
public sealed record CsvOptions
{
    /// <summary>Gets the field separator. Default null: the most frequent of comma, semicolon, tab and vertical bar in the first line.</summary>
    public char? Separator { get; init; }

    /// <summary>Gets the quote character of a field that contains separators or line ends; doubled inside, it represents itself. Default '"'.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>Gets whether the first line contains the column names; if not, they are "x0", "x1", and so on. Default true. A first column without a name, in which pandas and R write row numbers or names, is skipped.</summary>
    public bool HasHeader { get; init; } = true;

    /// <inheritdoc cref="TableOptions.Kinds"/>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new TableOptions().Kinds;

    /// <inheritdoc cref="TableOptions.MissingValues"/>
    public IReadOnlyList<string> MissingValues { get; init; } = new TableOptions().MissingValues;

    /// <inheritdoc cref="TableOptions.Culture"/>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <inheritdoc cref="TableOptions.Weights"/>
    public string? Weights { get; init; }

    /// <summary>Gets the input schema of the model for which to read rows: its columns have the kinds they had in training, whatever the file contains. Default: none.</summary>
    public InputSchema? Schema { get; init; }

    /// <summary>Returns the options for a file with these columns.</summary>
    internal TableOptions ForColumns(IReadOnlyList<string> columns, string? target)
    {
        var names = columns.ToHashSet(StringComparer.Ordinal);
        var kinds = new Dictionary<string, ColumnKind>(Kinds, StringComparer.Ordinal);
        foreach (var column in Schema?.Columns ?? [])
        {
            if (column.Name != target && names.Contains(column.Name))
                kinds.TryAdd(column.Name, column.Kind);
        }

        return new() { Kinds = kinds, MissingValues = MissingValues, Culture = Culture, Weights = Weights };
    }
}
