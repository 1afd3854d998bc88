using Nabla.Networks;

namespace Nabla.Studies;

/// <content>Tables.</content>
public sealed partial record DataSource
{
    /// <summary>The name of the target column of a table from an NPZ file.</summary>
    public const string NpzTarget = "target";

    /// <summary>Reads the names of a table's columns; for an NPZ file they are "feature 0", "feature 1", … and "target".</summary>
    /// <exception cref="InvalidDataException">The file is missing or cannot be read.</exception>
    public IReadOnlyList<string> ReadColumnNames() => Kind == DataKind.Npz ? [.. ReadNpz().Columns.Select(column => column.Name)] : Table.ReadCsvHeader(Path!);

    /// <summary>Reads a table.</summary>
    /// <param name="target">The column to predict; null for none. The target of an NPZ file is always its array y.</param>
    /// <param name="options">Options such as kinds of columns. Default: see <see cref="CsvOptions"/>.</param>
    /// <exception cref="InvalidDataException">The file is missing or cannot be read as a table.</exception>
    /// <exception cref="InvalidOperationException">The data are images.</exception>
    public Table ReadTable(string? target, CsvOptions? options = null)
    {
        if (!IsTable)
            throw new InvalidOperationException($"{this} is no table.");
        if (Kind == DataKind.Csv)
            return Table.FromCsv(Path!, target, options);
        var table = ReadNpz();
        foreach (var (column, kind) in options?.Kinds ?? new CsvOptions().Kinds)
            table = table.WithKind(column, kind);
        return table;
    }

    private Table ReadNpz()
    {
        var arrays = ArrayDataset.FromNpz(Path!, TaskKind.Regression);
        if (arrays.Task.Names.Count != 1)
            throw new InvalidDataException($"{Path}: y has {arrays.Task.Names.Count} values for each example; a table has one target.");
        if (arrays.Count == 0)
            throw new InvalidDataException($"{Path}: x has no examples.");
        int features = arrays.Features;
        float[] values = new float[checked(arrays.Count * features)];
        using var processor = new Processor(1);
        var raw = new Standardizer(new double[features], [.. Enumerable.Repeat(1.0, features)]);
        arrays.Gather(processor, [.. Enumerable.Range(0, arrays.Count)], raw, new MatrixView(values, arrays.Count, features));
        var columns = Enumerable.Range(0, features).Select(feature => Column.Numeric(
            arrays.FeatureNames[feature], Enumerable.Range(0, arrays.Count).Select(example => values[(example * features) + feature])));
        return Table.FromColumns([.. columns, Column.Numeric(NpzTarget, arrays.Values.ToArray())], NpzTarget, name: Path!);
    }
}
