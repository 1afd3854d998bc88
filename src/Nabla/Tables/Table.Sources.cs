using System.Data;
using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <content>Creates tables from memory and from databases.</content>
public sealed partial class Table
{
    /// <summary>Creates a table from objects.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="rows">The objects, one per row.</param>
    /// <param name="columns">Defines the columns: <c>columns => columns.Numeric("length", f => f.Length).TargetClass("species", f => f.Species)</c>.</param>
    /// <param name="name">The name in messages. Default "The table".</param>
    /// <exception cref="ArgumentException">There are no rows, or the columns are inconsistent.</exception>
    public static Table FromRows<T>(IEnumerable<T> rows, Action<TableColumns<T>> columns, string name = "The table")
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        var builder = new TableColumns<T>();
        columns(builder);
        return builder.Build([.. rows], name);
    }

    /// <summary>Creates a table from feature arrays and the class of each row.</summary>
    /// <param name="features">The features, one array per row, all of the same length.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="featureNames">The names of the features. Default "x0", "x1", and so on.</param>
    /// <param name="target">The name of the target. Default "target".</param>
    /// <exception cref="ArgumentException">The lengths are inconsistent.</exception>
    public static Table FromArrays(IReadOnlyList<float[]> features, IReadOnlyList<string> classes, IReadOnlyList<string>? featureNames = null, string target = "target") =>
        FromArrays(features, Column.Categorical(target, classes), featureNames);

    /// <summary>Creates a table from feature arrays and the value of each row.</summary>
    /// <param name="features">The features, one array per row, all of the same length.</param>
    /// <param name="values">The value of each row: a number to predict, or a class as an integer.</param>
    /// <param name="featureNames">The names of the features. Default "x0", "x1", and so on.</param>
    /// <param name="target">The name of the target. Default "target".</param>
    /// <exception cref="ArgumentException">The lengths are inconsistent.</exception>
    public static Table FromArrays(IReadOnlyList<float[]> features, IReadOnlyList<double> values, IReadOnlyList<string>? featureNames = null, string target = "target") =>
        FromArrays(features, Column.Numeric(target, values), featureNames);

    /// <summary>Reads all rows of a data reader, from any database.</summary>
    /// <remarks>Numeric columns, dates excepted, are numeric; Boolean columns are categorical; bytes are ignored; texts and all other values, converted to text, follow the rules of <see cref="TableOptions"/>.</remarks>
    /// <param name="reader">The reader, before its first row. It is read to the end, but not closed.</param>
    /// <param name="target">The name of the column to predict. Default: none.</param>
    /// <param name="options">How to interpret texts. Default: see <see cref="TableOptions"/>.</param>
    /// <param name="name">The name in messages. Default "The query".</param>
    /// <exception cref="InvalidDataException">There are no rows, or a column cannot be used; the message says which and why.</exception>
    public static Table FromDataReader(IDataReader reader, string? target = null, TableOptions? options = null, string name = "The query")
    {
        ArgumentNullException.ThrowIfNull(reader);
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        options ??= new();
        var kinds = new Dictionary<string, ColumnKind>(options.Kinds, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (DataReaderText.IsNumber(reader.GetFieldType(i)))
                kinds.TryAdd(names[i], ColumnKind.Numeric);
            else if (reader.GetFieldType(i) == typeof(bool))
                kinds.TryAdd(names[i], ColumnKind.Categorical);
            else if (reader.GetFieldType(i) == typeof(byte[]))
                kinds.TryAdd(names[i], ColumnKind.Ignored);
        }

        var builder = new TableBuilder(name, names, target, options with { Kinds = kinds }, column => DataReaderText.IsNumber(reader.GetFieldType(column)) ? CultureInfo.InvariantCulture : options.Culture);
        for (int row = 1; reader.Read(); row++)
        {
            builder.BeginRow(row);
            for (int i = 0; i < names.Length; i++)
                builder.Add(DataReaderText.Of(reader.GetValue(i)));
        }

        return builder.Build();
    }

    /// <summary>Creates a table from a <see cref="DataTable"/>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the column to predict. Default: none.</param>
    /// <param name="options">How to interpret texts. Default: see <see cref="TableOptions"/>.</param>
    /// <param name="name">The name in messages. Default: its name, or "The table".</param>
    /// <exception cref="InvalidDataException">There are no rows, or a column cannot be used; the message says which and why.</exception>
    public static Table FromDataTable(DataTable table, string? target = null, TableOptions? options = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var reader = table.CreateDataReader();
        return FromDataReader(reader, target, options, name ?? (table.TableName.Length > 0 ? table.TableName : "The table"));
    }

    private static Table FromArrays(IReadOnlyList<float[]> features, Column target, IReadOnlyList<string>? featureNames)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count != target.Count)
            throw new ArgumentException($"Got the features of {features.Count} rows and the targets of {target.Count}; expected the same number.", nameof(features));
        if (features.Count == 0)
            throw new ArgumentException("Got no rows.", nameof(features));
        int width = features[0]?.Length ?? 0;
        for (int row = 0; row < features.Count; row++)
        {
            if (features[row] is null)
                throw new ArgumentException($"Row {row} is null; expected {width} features.", nameof(features));
            if (features[row].Length != width)
                throw new ArgumentException($"Row {row} has {features[row].Length} features; row 0 has {width}.", nameof(features));
        }

        if (featureNames is not null && featureNames.Count != width)
            throw new ArgumentException($"Got {featureNames.Count} feature names for {width} features.", nameof(featureNames));
        var columns = Enumerable.Range(0, width).Select(j => Column.Numeric(
            featureNames?[j] ?? string.Create(CultureInfo.InvariantCulture, $"x{j}"), features.Select(row => row[j])));
        return FromColumns([.. columns, target], target.Name);
    }
}
