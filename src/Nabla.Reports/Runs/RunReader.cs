using Nabla.Networks;
using Nabla.Reports.Images;
using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Reads a run's directory: its result and tables, and its model's predictions for the test images.</summary>
public static class RunReader
{
    /// <summary>Reads a run.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="options">Options, such as where to find data.</param>
    /// <exception cref="RunFormatException">The directory does not contain a complete run.</exception>
    /// <exception cref="InvalidDataException">The model is damaged.</exception>
    public static ReportedRun Read(string directory, ReportOptions options)
    {
        var (result, recipe) = RunResultReader.Read(directory);
        var run = new ReportedRun
        {
            Result = result,
            Recipe = recipe,
            StepLosses = RunTables.ReadSteps(Path.Combine(directory, RunDirectory.StepsFileName)),
            Layers = LayerTable.Read(Path.Combine(directory, RunDirectory.LayersFileName)),
        };

        string path = Path.Combine(directory, RunDirectory.ModelFileName);
        if (!File.Exists(path))
        {
            string why = result.BestEpoch is null ? "No epoch was completed, so there is no model." : $"The run's {RunDirectory.ModelFileName} is missing, so the model cannot be loaded.";
            return run with { WhyNoPredictions = why, WhyNoWeights = why };
        }

        var model = Model.Load(path);
        if (model.Network.Parameters.Fingerprint() != result.BestFingerprint)
            throw new RunFormatException($"{path} does not belong to this run: its fingerprint differs from bestFingerprint in {RunDirectory.ResultFileName}; restore the original file, or train again with --force.");
        return run.IsOfTable ? TableFigures.Add(run, model, options) : WithPredictions(WithWeights(run, model), model, options);
    }

    private static ReportedRun WithWeights(ReportedRun run, Model model)
    {
        var weights = WeightImages.First(model.Network);
        if (model.Input.Image is not { Channels: 1 or 3 } shape || weights.Rows != shape.Features)
            return run with { WhyNoWeights = $"The {Figures.Count(model.Network.Inputs)} inputs of the first layer are not the pixels of a greyscale or colour image." };
        return run with { Weights = WeightImages.Of(model.Network, shape), FirstLayerUnits = weights.Columns };
    }

    private static ReportedRun WithPredictions(ReportedRun run, Model model, ReportOptions options)
    {
        Dataset? test = options.Test;
        if (test is null)
        {
            try
            {
                test = DataSource.Parse(run.Result.Recipe.Data).LoadImages(run.Result.Recipe.DataSeed, options.Environment, options.Threads).Test;
            }
            catch (Exception error) when (error is InvalidDataException or RecipeException)
            {
                return run with { WhyNoPredictions = $"The test images could not be loaded: {error.Message}" };
            }
        }

        if (test is not ImageDataset images)
            return run with { WhyNoPredictions = "The test examples are not images." };
        if (images.Features != model.Input.Features || images.Classes != model.Task.Names.Count)
            return run with { WhyNoPredictions = $"{images.Name} does not match the model: it has {images.Features} features and {images.Classes} classes." };
        var wrong = WrongPredictions.Of(model, images, options.Threads);
        return run with { WrongPredictions = wrong, WhyNoPredictions = wrong.Count == 0 ? "None: every test image was classified correctly." : null };
    }
}
