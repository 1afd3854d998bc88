using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>How a CSV file becomes a table. The rules for numbers, categories and missing values are those of <see cref="TableOptions"/>.</summary>
public sealed record CsvOptions
{
    /// <summary>Gets the character between two fields. Default null: the one of comma, semicolon, tab and vertical bar that the first line holds most often.</summary>
    public char? Separator { get; init; }

    /// <summary>Gets the character around a field that holds separators or line ends; twice inside, it stands for itself. Default '"'.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>Gets whether the first line names the columns; if not, they are "x0", "x1", and so on. Default true. A first column without a name, in which pandas and R write row numbers or names, is not read.</summary>
    public bool HasHeader { get; init; } = true;

    /// <inheritdoc cref="TableOptions.Kinds"/>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new TableOptions().Kinds;

    /// <inheritdoc cref="TableOptions.MissingValues"/>
    public IReadOnlyList<string> MissingValues { get; init; } = new TableOptions().MissingValues;

    /// <inheritdoc cref="TableOptions.Culture"/>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <inheritdoc cref="TableOptions.Weights"/>
    public string? Weights { get; init; }

    /// <summary>Gets the input schema of a model to read rows for: its columns get the kinds they had in training, whatever the file holds. Default: none.</summary>
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
