using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The data of a run with a table, with separate tables for validation and test if the recipe specifies them.</summary>
/// <remarks>
/// Otherwise the test set is split off first, and then the validation set from the remainder; both are stratified by class. The classes are those of the
/// whole training file, so that a rare one may be in any part.
/// </remarks>
internal sealed class TableRunData : RunData
{
    private const int MinBatch = 16;
    private const int MaxBatch = 256;
    private const int BatchesAnEpoch = 50;

    private readonly Table _table;
    private readonly Table? _validation;
    private readonly Table? _test;

    private TableRunData(Table table, Table? validation, Table? test) => (_table, _validation, _test) = (table, validation, test);

    /// <summary>Reads the tables of a recipe.</summary>
    public static TableRunData Read(Recipe recipe, DataSource source)
    {
        recipe = Named(recipe, source);
        RequireColumns(recipe, source.Path!, source.ReadColumnNames());
        var table = source.ReadTable(recipe.Target, new CsvOptions { Kinds = Kinds(recipe) });
        if (recipe is { ValidationData: null, TestData: null })
            return new(table, null, null);

        // Columns of the other files have the kinds of the training file.
        var options = new CsvOptions { Schema = InputSchema.Measure(table) };
        return new(table, Read(recipe.ValidationData), Read(recipe.TestData));

        Table? Read(string? data) => data is null ? null : SourceOf(data).ReadTable(recipe.Target, options);
    }

    public override (Recipe Recipe, DataSplits Splits) Split(Recipe recipe)
    {
        var task = TaskOf(_table, recipe);
        recipe = recipe with { Target = task.Target, Task = task.IsClassification ? TaskKind.Classification : TaskKind.Regression };
        var (train, test) = _test is null ? Split(_table, recipe.TestFraction!.Value, recipe) : (_table, _test);
        (train, var validation) = _validation is null ? Split(train, recipe.ValidationFraction, recipe) : (train, _validation);
        if (recipe.BatchSize == Recipe.BatchSizeByRows)
            recipe = recipe with { BatchSize = Math.Min(train.RowCount, Math.Clamp(train.RowCount / BatchesAnEpoch, MinBatch, MaxBatch)) };
        if (recipe.Validate() is { Count: > 0 } errors)
            throw new RecipeException("the recipe", errors);
        var splits = DataSplits.FromTables(train, validation, test, task);
        return (recipe, recipe.InputScale == 1 ? splits : splits.Scaled(recipe.InputScale));
    }

    /// <summary>Returns the test set as read.</summary>
    public Table TestTable(Recipe recipe) => _test ?? Split(_table, recipe.TestFraction!.Value, recipe).Item2;

    internal override (int Inputs, int Outputs) Widths(Recipe recipe)
    {
        var train = Split(recipe).Splits.Train.Dataset;
        return (train.Features, train.Task.Names.Count);
    }

    /// <summary>Returns the data source of a text: a file is CSV unless the text specifies otherwise.</summary>
    private static DataSource SourceOf(string data) => DataSource.TryParse(data, out var source) && source.IsTable ? source : new(DataKind.Csv, Path: data);

    /// <summary>Sets the target of an NPZ file, which has only one.</summary>
    private static Recipe Named(Recipe recipe, DataSource source) =>
        source.Kind == DataKind.Npz && recipe.Target is null ? recipe with { Target = DataSource.NpzTarget } : recipe;

    private static LearningTask TaskOf(Table table, Recipe recipe) =>
        LearningTask.FromTarget(table, recipe.Task is { } task ? task == TaskKind.Classification : null);

    private static (Table, Table) Split(Table table, double fraction, Recipe recipe) => table.RowCount < 2
        ? throw new InvalidDataException($"{table.Name} has too few rows for a training, a validation and a test set; expected at least 3, or separate files.")
        : table.Split(fraction, recipe.Seed);

    private static Dictionary<string, ColumnKind> Kinds(Recipe recipe)
    {
        var kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal);
        foreach (var (names, kind) in new[] { (recipe.Categorical, ColumnKind.Categorical), (recipe.Numeric, ColumnKind.Numeric), (recipe.Ignore, ColumnKind.Ignored) })
        {
            foreach (string name in names ?? [])
                kinds[name] = kind;
        }

        return kinds;
    }

    private static void RequireColumns(Recipe recipe, string path, IReadOnlyList<string> columns)
    {
        var errors = new List<string>();
        if (recipe.Target is null)
            errors.Add("target is missing; name the column to predict, with --target or in the recipe.");
        foreach (var (field, names) in new[] { ("target", recipe.Target is { } target ? [target] : null), ("categorical", recipe.Categorical), ("numeric", recipe.Numeric), ("ignore", recipe.Ignore) })
        {
            foreach (string name in (names ?? []).Where(name => !columns.Contains(name, StringComparer.Ordinal)))
                errors.Add($"{field} is {RecipeField.Quote(name)}, but {path} has no such column{NearestName.Suggestion(name, columns)}");
        }

        if (errors.Count > 0)
            throw new RecipeException("the recipe", [.. errors.SkipLast(1), $"{errors[^1]} The columns of {path} are {List(columns)}."]);
    }

    private static string List(IReadOnlyList<string> columns)
    {
        const int Shown = 20;
        string list = string.Join(", ", columns.Take(Shown).Select(RecipeField.Quote));
        return columns.Count > Shown ? $"{list} and {columns.Count - Shown} more" : list;
    }
}
