using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Evaluates a saved model on a test set.</summary>
public static class ModelEvaluation
{
    /// <summary>Evaluates a model.</summary>
    /// <param name="runOrModel">A run's directory, or a model's file.</param>
    /// <param name="data">The data in the form of a recipe, all rows of a table; null for the test set of the model's recipe.</param>
    /// <param name="threads">The number of threads; never changes a result.</param>
    /// <param name="environment">Looks up NABLA_DATA and the user's cache directory.</param>
    /// <param name="transductive">Whether normalisations use the test set's own statistics, in batches of 256, instead of the running ones.</param>
    /// <param name="target">The column to compare predictions with. Default null: the target column of training.</param>
    /// <exception cref="InvalidDataException">The model is missing or invalid, does not fit the data, or the data are missing or invalid.</exception>
    /// <exception cref="RecipeException">The data are not of a known kind.</exception>
    public static EvaluationResult Evaluate(
        string runOrModel, string? data, int threads, Func<string, string?> environment, bool transductive = false, string? target = null)
    {
        var given = data is null ? null : DataSource.Parse(data);
        var saved = SavedModel.Load(runOrModel);
        var (model, recipe) = (saved.Model, saved.Recipe);
        var source = given ?? (recipe is null
            ? throw new RecipeException("the data", ["the model file does not name its training data; name the data with --data."])
            : DataSource.Parse(recipe.Data));
        if (target is not null && !source.IsTable)
            throw new RecipeException("the data", [$"target is {RecipeField.Quote(target)} but data is {RecipeField.Quote(source.ToString())}, which is not a table; leave it out, or name a CSV file."]);

        var examples = !source.IsTable ? Images(saved, source, environment)
            : given is null && target is null ? TestSet(model, recipe!, environment) : model.Encode(Rows(saved, source, target));
        using var processor = new Processor(threads);
        var evaluation = Evaluation.Measure(model.Network, saved.Loss, examples, processor, transductive ? PassMode.Transductive : PassMode.Inference);
        return new()
        {
            Model = saved.Path,
            Data = given is null && recipe?.TestData is { } test ? test : source.ToString(),
            Examples = examples.Count,
            Parameters = model.Network.Parameters.Count,
            Loss = Figure.Finite(evaluation.Loss),
            Accuracy = evaluation.Accuracy,
            Rmse = Figure.Finite(evaluation.Regression?.Rmse),
            Mae = Figure.Finite(evaluation.Regression?.Mae),
            R2 = Figure.Finite(evaluation.Regression?.R2),
            ConfusionMatrix = evaluation.Confusion?.ToRows(),
            PerClass = evaluation.Confusion is { } confusion ? ClassResult.All(confusion, model.Task.Names) : null,
            Fingerprint = model.Network.Parameters.Fingerprint(),
        };
    }

    /// <summary>Returns the test set of a model's recipe, encoded for the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="recipe">The recipe of the model.</param>
    /// <param name="environment">Looks up NABLA_DATA and the user's cache directory.</param>
    /// <param name="threads">The number of threads that read files. Default 1.</param>
    /// <exception cref="InvalidDataException">The data are missing or invalid, or do not fit the model.</exception>
    /// <exception cref="RecipeException">The recipe refers to data or columns that do not exist.</exception>
    public static Subset TestSet(Model model, Recipe recipe, Func<string, string?> environment, int threads = 1)
    {
        var source = DataSource.Parse(recipe.Data);
        return source.IsTable
            ? model.Encode(TableRunData.Read(recipe, source).TestTable(recipe))
            : DataSplits.All(source.LoadImages(recipe.DataSeed, environment, threads).Test, model.Input.Standardizer);
    }

    private static Table Rows(SavedModel saved, DataSource source, string? target)
    {
        if (saved.Model.Input.Image is { } shape)
            throw new InvalidDataException($"{saved.Path} takes images of {shape}, but {source} is a table; evaluate it on data of the same kind.");
        return saved.ReadRows(source, target ?? saved.Model.Task.Target ?? saved.Recipe?.Target
            ?? throw new RecipeException("the data", ["the model file does not name its target column; name it with --target."]));
    }

    private static Subset Images(SavedModel saved, DataSource source, Func<string, string?> environment)
    {
        var (path, model) = (saved.Path, saved.Model);
        if (saved.IsOfTable)
            throw new InvalidDataException($"{path} takes rows of a table with the columns {string.Join(", ", model.Input.FeatureNames)}, but {source} has images; evaluate it on a CSV file.");
        var (_, test) = source.LoadImages((saved.Recipe ?? new Recipe()).DataSeed, environment);
        if (!model.Task.IsClassification)
            throw new InvalidDataException($"{path} predicts values ({string.Join(", ", model.Task.Names)}), but {test.Name} has classes; evaluate it on data of the same kind.");
        if (model.Input.Image is { } shape && shape != test.Shape && test.Features == model.Input.Features)
            throw new InvalidDataException($"{path} takes images of {shape}, but those of {test.Name} are {test.Shape}; evaluate it on data of the same kind.");
        if (test.Features != model.Input.Features || test.Classes != model.Task.Names.Count)
        {
            throw new InvalidDataException(
                $"{path} takes {model.Input.Features} features to {model.Task.Names.Count} classes, but {test.Name} has {test.Features} and {test.Classes}; evaluate it on data of the same kind.");
        }

        return DataSplits.All(test, model.Input.Standardizer);
    }
}
