using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Adds the data of a table run's report: the columns, and for a regression the predictions for the test set.</summary>
internal static class TableFigures
{
    private const int BatchSize = 256;
    private const int MaxCategories = 8;

    public static ReportedRun Add(ReportedRun run, Model model, ReportOptions options)
    {
        run = run with { Features = Features(model.Input) };
        if (!run.IsRegression)
            return run;
        try
        {
            return run with { Predictions = Predict(model, TestSet(run.Result.Recipe, model, options), options.Threads) };
        }
        catch (Exception error) when (error is InvalidDataException or RecipeException)
        {
            return run with { WhyNoPredictions = $"The test set could not be loaded: {error.Message}" };
        }
    }

    private static IReadOnlyList<ReportedFeature> Features(InputSchema input)
    {
        var features = new List<ReportedFeature>();
        int first = 0;
        foreach (var column in input.Columns.Where(column => column.Kind != ColumnKind.Ignored))
        {
            string remark = column.Kind == ColumnKind.Numeric
                ? $"mean {Figures.Rounded(input.Standardizer.Mean[first])}, standard deviation {Figures.Rounded(input.Standardizer.Deviation[first])}"
                : Categories(column.Categories);
            features.Add(new(column.Name, column.Kind == ColumnKind.Numeric ? "numeric" : "categorical", column.Inputs, column.MarksMissing ? $"{remark}; has missing values" : remark));
            first += column.Inputs;
        }

        return features;
    }

    private static string Categories(IReadOnlyList<string> categories)
    {
        string list = string.Join(", ", categories.Take(MaxCategories));
        return categories.Count > MaxCategories ? $"{Figures.Count(categories.Count)} categories: {list}, …" : $"{Figures.Plural(categories.Count, "category", "categories")}: {list}";
    }

    private static Subset TestSet(Recipe recipe, Model model, ReportOptions options)
    {
        if (options.Test is not { } test)
            return ModelEvaluation.TestSet(model, recipe, options.Environment, options.Threads);
        // The rows are already encoded and standardized; only the recipe's scale remains.
        var subset = DataSplits.All(test, test.MeasureStandardizer([]));
        return recipe.InputScale == 1 ? subset : subset with { Standardizer = subset.Standardizer.Scaled(recipe.InputScale) };
    }

    private static List<PredictedValue> Predict(Model model, Subset test, int threads)
    {
        using var processor = new Processor(threads);
        var workspace = model.Network.CreateWorkspace(BatchSize, processor);
        var pass = new Pass(processor, PassMode.Inference);
        var rows = test.Rows.Span;
        double mean = model.TargetScaling?.Mean[0] ?? 0, deviation = model.TargetScaling?.Deviation[0] ?? 1;
        var values = new List<PredictedValue>(test.Count);
        for (int first = 0; first < test.Count; first += BatchSize)
        {
            int count = Math.Min(BatchSize, test.Count - first);
            var features = workspace.Input(count);
            test.Dataset.Gather(processor, rows.Slice(first, count), test.Standardizer, features);
            var outputs = model.Network.Forward(in pass, features, workspace);
            for (int i = 0; i < count; i++)
                values.Add(new((test.Dataset.Values[rows[first + i]] * deviation) + mean, (outputs[i, 0] * deviation) + mean));
        }

        return values;
    }
}
