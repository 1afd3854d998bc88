using System.Text.Json.Serialization;
using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Display;

/// <summary>One table, as output by <c>data info --json</c>.</summary>
/// <param name="Data">The file.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Target">The column to predict; null if none was specified.</param>
/// <param name="Task">"classification" or "regression"; null without a target.</param>
/// <param name="Classes">The number of rows of each class; null if the target is not a class.</param>
internal sealed record TableInfo(
    string Data, int Rows, IReadOnlyList<TableColumnInfo> Columns, string? Target, string? Task, IReadOnlyList<TableClassInfo>? Classes)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">The file has no such target column.</exception>
    public static TableInfo Read(DataSource source, string? target)
    {
        string path = source.Path!;
        var names = source.ReadColumnNames();
        if (target is not null && !names.Contains(target, StringComparer.Ordinal))
            throw new UsageException($"--target is \"{target}\", but {path} has no such column; its columns are {string.Join(", ", names.Select(name => $"\"{name}\""))}.");
        var table = source.ReadTable(target).WithTarget(target);
        var task = table.Target is null ? null : LearningTask.FromTarget(table);
        return new(
            path, table.RowCount, [.. table.Columns.Select(column => TableColumnInfo.Of(column, column == table.Target))],
            target, task is null ? null : task.IsClassification ? "classification" : "regression",
            task is { IsClassification: true } ? [.. task.Names.Select(name => new TableClassInfo(name, Texts(table.Target!).Count(text => text == name)))] : null);
    }

    private static IEnumerable<string?> Texts(Column column) => Enumerable.Range(0, column.Count).Select(column.TextAt);
}

/// <summary>One column of a table.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">"numeric", "categorical", "ignored", or "target".</param>
/// <param name="Missing">The number of rows whose value is missing.</param>
/// <param name="Categories">The number of different texts; null for numbers.</param>
/// <param name="Minimum">The smallest number; null for texts.</param>
/// <param name="Mean">The mean of the numbers; null for texts.</param>
/// <param name="Maximum">The largest number; null for texts.</param>
internal sealed record TableColumnInfo(string Name, string Kind, int Missing, int? Categories, double? Minimum, double? Mean, double? Maximum)
{
    /// <summary>Gets the categories, the most frequent first; empty for numbers.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Frequent { get; private init; } = [];

    /// <summary>Describes a column.</summary>
    public static TableColumnInfo Of(Column column, bool isTarget)
    {
        string kind = isTarget ? "target" : column.Kind.ToString().ToLowerInvariant();
        if (column.HoldsNumbers)
        {
            double[] numbers = [.. Enumerable.Range(0, column.Count).Select(column.NumberAt).Where(number => !double.IsNaN(number))];
            return numbers.Length == 0
                ? new(column.Name, kind, column.MissingCount, null, null, null, null)
                : new(column.Name, kind, column.MissingCount, null, numbers.Min(), numbers.Average(), numbers.Max());
        }

        var groups = Enumerable.Range(0, column.Count).Select(column.TextAt).OfType<string>().GroupBy(text => text, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        return new(column.Name, kind, column.MissingCount, groups.Count, null, null, null) { Frequent = [.. groups.Select(group => group.Key)] };
    }
}

/// <summary>The number of rows of a class.</summary>
internal sealed record TableClassInfo(string Class, int Rows);
