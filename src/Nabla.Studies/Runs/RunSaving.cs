using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The last part of a run: writes the model, the tables and the result to the run's directory.</summary>
public static class RunSaving
{
    /// <summary>Saves a trained run.</summary>
    /// <param name="start">The start of the run.</param>
    /// <param name="prepared">The prepared run.</param>
    /// <param name="trained">The trained run.</param>
    /// <returns>The contents of <c>result.json</c>.</returns>
    /// <exception cref="OutputDirectoryException">The directory cannot be written to.</exception>
    public static RunResult Save(RunStart start, PreparedRun prepared, TrainedRun trained)
    {
        var (recipe, directory, report) = (prepared.Recipe, start.Directory, trained.Report);
        var result = ResultOf(recipe, prepared, trained);
        directory.ClearResults();
        directory.WriteTogether(
            [
                (RunDirectory.StepsFileName, RunTables.Steps(report, Ingredients.StepsPerEpoch(recipe, prepared.Splits.Train.Count))),
                (RunDirectory.EpochsFileName, RunTables.Epochs(result.Epochs)),
                (RunDirectory.LayersFileName, LayerTable.Format(report.Epochs)),
                (RunDirectory.ResultFileName, result.ToJson()),
            ],
            alongside: () =>
            {
                if (report.BestEpoch > 0)
                    directory.Write(RunDirectory.ModelFileName, path => ModelOf(recipe, prepared).Save(path));
            });
        directory.Keep();
        if (result.StopReason != StopReason.Cancelled)
            directory.ClearCheckpoint();
        return result;
    }

    private static Model ModelOf(Recipe recipe, PreparedRun prepared) => new(
        prepared.Network,
        prepared.Splits.Train.Dataset.DescribeInput(prepared.Splits.Train.Standardizer),
        prepared.Splits.Train.Dataset.Task,
        Ingredients.Output(recipe, prepared.Network.Outputs),
        prepared.Splits.Train.Dataset.TargetScaling,
        new Dictionary<string, string>(StringComparer.Ordinal) { [Run.RecipeMetadata] = recipe.ToJson() });

    private static RunResult ResultOf(Recipe recipe, PreparedRun prepared, TrainedRun trained)
    {
        var (report, test) = trained;
        double seconds = report.TrainingTime.TotalSeconds;
        return new()
        {
            Name = recipe.RunName,
            Recipe = recipe,
            Parameters = prepared.Network.Parameters.Count,
            Layers = LayerResult.All(prepared.Network),
            Epochs = [.. report.Epochs.Select(EpochResult.From)],
            BestEpoch = report.BestEpoch == 0 ? null : report.BestEpoch,
            TestLoss = Figure.Finite(test?.Loss),
            TestAccuracy = test?.Accuracy,
            TestRmse = Figure.Finite(test?.Regression?.Rmse),
            TestMae = Figure.Finite(test?.Regression?.Mae),
            TestR2 = Figure.Finite(test?.Regression?.R2),
            ConfusionMatrix = test?.Confusion?.ToRows(),
            PerClass = test?.Confusion is { } confusion ? ClassResult.All(confusion, prepared.Splits.Train.Dataset.ClassNames) : null,
            StopReason = report.StopReason,
            Divergence = report.DivergedStep is { } step ? new(step, report.DivergedTensor!) : null,
            TrainingSeconds = seconds,
            Steps = report.StepLosses.Count,
            SamplesPerSecond = seconds > 0 ? report.SamplesSeen / seconds : 0,
            InitialFingerprint = report.InitialFingerprint,
            FinalFingerprint = report.FinalFingerprint,
            BestFingerprint = report.BestFingerprint,
            Machine = MachineInfo.Of(prepared.Processor),
        };
    }
}
