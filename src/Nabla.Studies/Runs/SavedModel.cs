using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A model in a file or in a run's directory.</summary>
/// <param name="Path">The path of its file.</param>
/// <param name="Model">The model.</param>
/// <param name="Recipe">The recipe of its training; null if the model does not contain one.</param>
public sealed record SavedModel(string Path, Model Model, Recipe? Recipe)
{
    private const string OnnxExtension = ".onnx";

    /// <summary>Gets whether the model was trained on a table with named columns.</summary>
    public bool IsOfTable => Model.Input.Columns.Count > 0;

    /// <summary>Reads a model.</summary>
    /// <param name="runOrModel">A run's directory, or a model's file.</param>
    /// <exception cref="InvalidDataException">The model is missing or invalid.</exception>
    public static SavedModel Load(string runOrModel)
    {
        string path = PathOf(runOrModel);
        var model = path.EndsWith(OnnxExtension, StringComparison.OrdinalIgnoreCase) ? Model.LoadOnnx(path) : IsArchive(path) ? Model.FromNpz(path) : Model.Load(path);
        return new(path, model, model.Metadata.TryGetValue(Run.RecipeMetadata, out string? json) ? RecipeReader.ParseInside(json, path) : null);
    }

    /// <summary>Reads rows for the model from a file: columns have the kinds that they had in training.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">The column to predict; null for none.</param>
    /// <exception cref="InvalidDataException">The file is missing or cannot be read as a table.</exception>
    public Table ReadRows(DataSource source, string? target) => source.ReadTable(target, new CsvOptions { Schema = Model.Input });

    /// <summary>Gets the loss for evaluation: that of the recipe, or the usual one for the model's outputs.</summary>
    internal Loss Loss => Recipe is not null ? Ingredients.Loss(Recipe)
        : !Model.Task.IsClassification ? new MeanSquaredError()
        : Model.Output is Sigmoid ? new BinaryCrossEntropy()
        : new SoftmaxCrossEntropy();

    /// <summary>Returns whether a file is an NPZ file, which is a zip archive, by its first bytes: a safetensors file begins with the length of its header.</summary>
    private static bool IsArchive(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PK\u0003\u0004"u8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;           // the reader of models reports the error
        }
    }

    private static string PathOf(string runOrModel)
    {
        if (runOrModel.Length == 0)
            throw new InvalidDataException("the name of the model is empty; give the directory of a run, or a model file.");
        if (!Directory.Exists(runOrModel))
            return runOrModel;
        string path = System.IO.Path.Combine(runOrModel, RunDirectory.ModelFileName);
        if (File.Exists(path))
            return path;
        if (RunDirectory.HoldsUnfinishedRun(runOrModel))
            throw new InvalidDataException($"the run {runOrModel} has no {RunDirectory.ModelFileName} yet: it has not finished; continue it with nabla train --resume.");
        throw new InvalidDataException(RunDirectory.HoldsRun(runOrModel)
            ? $"the run {runOrModel} has no {RunDirectory.ModelFileName}: it ended before its first epoch was complete; train it again."
            : $"{runOrModel} does not contain a run: there is no {RunDirectory.ModelFileName} in it; give the directory of a run, or a model file.");
    }
}
