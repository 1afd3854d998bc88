using System.Globalization;

namespace Nabla.Networks;

/// <summary>The columns of a table, in the order and with the codes of an input schema.</summary>
internal sealed class TableRows
{
    private readonly Column[] _columns;
    private readonly double[]?[] _codes;

    private TableRows(Column[] columns, double[]?[] codes) => (_columns, _codes) = (columns, codes);

    /// <summary>Finds the columns of a schema in a table.</summary>
    /// <exception cref="InvalidDataException">A column is missing, unknown, or of another kind; the message names it.</exception>
    public static TableRows Match(InputSchema schema, Table table)
    {
        if (schema.Columns.Count == 0)
            return MatchByPosition(schema, table);
        var features = schema.FeatureColumns;
        var columns = new Column[features.Length];
        double[]?[] codes = new double[]?[features.Length];
        for (int j = 0; j < features.Length; j++)
        {
            var feature = features[j];
            columns[j] = table.Find(feature.Name) ?? throw new InvalidDataException($"{table.Name} has no column \"{feature.Name}\", which the model predicts from; its columns are {ColumnNames.List(table.Columns)}.");
            if (feature.Kind == ColumnKind.Numeric)
                columns[j] = Numeric(table, columns[j]);
            else
                (columns[j], codes[j]) = Categorical(table, columns[j], feature);
        }

        RequireKnown(schema, table);
        return new(columns, codes);
    }

    /// <summary>Reads one row: numbers and codes, NaN if missing.</summary>
    public void Read(int row, Span<double> values)
    {
        for (int j = 0; j < _columns.Length; j++)
        {
            var column = _columns[j];
            if (_codes[j] is not { } codes)
                values[j] = column.Numbers[row];
            else
                values[j] = column.Codes[row] == Column.Missing ? double.NaN : codes[column.Codes[row]];
        }
    }

    /// <summary>Throws if a feature is unknown to the model, which would otherwise ignore it silently.</summary>
    private static void RequireKnown(InputSchema schema, Table table)
    {
        var known = schema.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in table.Features)
        {
            if (!known.Contains(column.Name))
                throw new InvalidDataException($"{table.Name} has a column \"{column.Name}\" that the model was not trained with; remove it. The model's columns are {ColumnNames.List(schema.FeatureNames)}.");
        }
    }

    /// <summary>A model trained on arrays has no columns: the table's numeric features, in order, are its features.</summary>
    private static TableRows MatchByPosition(InputSchema schema, Table table)
    {
        Column[] columns = [.. table.Features.Select(column => Numeric(table, column))];
        if (columns.Length != schema.Features)
            throw new InvalidDataException($"{table.Name} has {columns.Length} features; the model takes {schema.Features}.");
        foreach (var column in columns)
        {
            int row = Array.FindIndex(column.Numbers.ToArray(), double.IsNaN);
            if (row >= 0)
                throw new InvalidDataException($"{table.Name}, {table.Place(row)}: \"{column.Name}\" is missing, and the model was trained on arrays, without a rule for missing values; fill it in.");
        }

        return new(columns, new double[]?[columns.Length]);
    }

    private static Column Numeric(Table table, Column column)
    {
        if (column.HoldsNumbers)
            return column;
        for (int row = 0; row < column.Count; row++)
        {
            if (column.TextAt(row) is { } text && !Column.TryParse(text, CultureInfo.InvariantCulture, out _))
                throw new InvalidDataException($"{table.Name}, {table.Place(row)}: column \"{column.Name}\" holds \"{ShownText.Of(text)}\", but is numeric in the model; expected a number, or an empty field for a missing value.");
        }

        return column.As(ColumnKind.Numeric);
    }

    /// <summary>Converts numbers to texts. Throws if none is a category of the model: they are then formatted differently, and predictions would be silently wrong.</summary>
    private static (Column Column, double[] Codes) Categorical(Table table, Column column, InputColumn feature)
    {
        var texts = column.As(ColumnKind.Categorical);
        double[] codes = [.. texts.Categories.Select(feature.CodeOf)];
        if (column.HoldsNumbers && column.MissingCount < column.Count && (codes.All(code => code < 0) || AnyWrittenOtherwise(texts, codes, feature)))
        {
            throw new InvalidDataException(
                $"{table.Name}: column \"{column.Name}\" was read as numbers such as {texts.Categories[0]}, but the model knows the categories {ColumnNames.List(feature.Categories)}; read the column as categorical.");
        }

        return (texts, codes);
    }

    /// <summary>Returns whether a number unknown to the model equals one of its categories in another format, as 7 equals "007".</summary>
    private static bool AnyWrittenOtherwise(Column texts, double[] codes, InputColumn feature)
    {
        var known = new HashSet<double>();
        foreach (string category in feature.Categories)
        {
            if (Column.TryParse(category, CultureInfo.InvariantCulture, out double number))
                known.Add(number);
        }

        return codes.Where((code, i) => code < 0 && Column.TryParse(texts.Categories[i], CultureInfo.InvariantCulture, out double number) && known.Contains(number)).Any();
    }
}
