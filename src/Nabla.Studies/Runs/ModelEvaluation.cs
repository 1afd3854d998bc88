using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Measures a saved model on the test images of some data.</summary>
public static class ModelEvaluation
{
    /// <summary>Measures a model.</summary>
    /// <param name="runOrModel">A run's directory, or a model's file.</param>
    /// <param name="data">The data as a recipe names them; null for those that the model learnt from.</param>
    /// <param name="threads">Threads that share the work; they never change a result.</param>
    /// <param name="environment">Where NABLA_DATA and the user's cache directory are looked up.</param>
    /// <param name="transductive">Whether normalisations use the test images' own statistics, in batches of 256, instead of the running ones.</param>
    /// <exception cref="InvalidDataException">The model is missing or wrong, does not fit the data, or the data are missing or wrong.</exception>
    /// <exception cref="RecipeException">The data are not of a known kind.</exception>
    public static EvaluationResult Evaluate(string runOrModel, string? data, int threads, Func<string, string?> environment, bool transductive = false)
    {
        string path = ModelPath(runOrModel);
        var source = data is null ? null : DataSource.Parse(data);
        var model = Model.Load(path);
        var recipe = RecipeOf(model, path);
        source ??= recipe is null
            ? throw new RecipeException("the data", ["this model does not say what it learnt from; name the data with --data."])
            : DataSource.Parse(recipe.Data);

        var (_, test) = source.Load((recipe ?? new Recipe()).DataSeed, environment);
        if (!model.Task.IsClassification)
            throw new InvalidDataException($"{path} predicts values ({string.Join(", ", model.Task.Names)}), but {test.Name} has classes; evaluate it on data of its own kind.");
        if (model.Input.Image is { } shape && shape != test.Shape && test.Features == model.Input.Features)
            throw new InvalidDataException($"{path} takes images of {shape}, but those of {test.Name} are {test.Shape}; evaluate it on data of its own kind.");
        if (test.Features != model.Input.Features || test.Classes != model.Task.Names.Count)
        {
            throw new InvalidDataException(
                $"{path} takes {model.Input.Features} features to {model.Task.Names.Count} classes, but {test.Name} has {test.Features} and {test.Classes}; evaluate it on data of its own kind.");
        }

        using var processor = new Processor(threads);
        var evaluation = Evaluation.Measure(
            model.Network, Ingredients.Loss(recipe ?? new Recipe()), DataSplits.All(test, model.Input.Standardizer), processor,
            transductive ? PassMode.Transductive : PassMode.Inference);
        return new()
        {
            Model = path,
            Data = source.ToString(),
            Examples = test.Count,
            Parameters = model.Network.Parameters.Count,
            Loss = double.IsFinite(evaluation.Loss) ? evaluation.Loss : null,
            Accuracy = evaluation.Accuracy!.Value,
            ConfusionMatrix = evaluation.Confusion!.ToRows(),
            PerClass = ClassResult.All(evaluation.Confusion!, model.Task.Names),
            Fingerprint = model.Network.Parameters.Fingerprint(),
        };
    }

    private static string ModelPath(string runOrModel)
    {
        if (runOrModel.Length == 0)
            throw new InvalidDataException("the model's name is empty; give the directory of a run, or a model's file.");
        if (!Directory.Exists(runOrModel))
            return runOrModel;
        string path = Path.Combine(runOrModel, RunDirectory.ModelFileName);
        if (File.Exists(path))
            return path;
        if (RunDirectory.HoldsUnfinishedRun(runOrModel))
            throw new InvalidDataException($"the run {runOrModel} has no {RunDirectory.ModelFileName} yet: it has not finished; continue it with nabla train --resume.");
        throw new InvalidDataException(RunDirectory.HoldsRun(runOrModel)
            ? $"the run {runOrModel} has no {RunDirectory.ModelFileName}: it ended before its first epoch did; train it again."
            : $"{runOrModel} holds no run: there is no {RunDirectory.ModelFileName} in it; give the directory of a run, or a model's file.");
    }

    private static Recipe? RecipeOf(Model model, string path) =>
        model.Metadata.TryGetValue(Run.RecipeMetadata, out string? json) ? RecipeReader.ParseInside(json, path) : null;
}
