using Nabla.Networks;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>A run in progress.</summary>
internal sealed record PartialRun
{
    private const string Later = "They are shown when the run has ended.";

    /// <summary>Gets the recipe, including its name.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Gets the completed epochs.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>Gets the loss of every step of these epochs.</summary>
    public IReadOnlyList<double> StepLosses { get; init; } = [];

    /// <summary>Gets the number of trainable parameters; 0 if unknown.</summary>
    public long Parameters { get; init; }

    /// <summary>Gets the number of examples in each epoch; 0 if unknown.</summary>
    public int SamplesPerEpoch { get; init; }

    /// <summary>Returns the data of a report, in which the results of the end of a run are empty.</summary>
    public ReportedRun ToReport()
    {
        double seconds = Epochs.Sum(epoch => epoch.TrainingTime.TotalSeconds);
        return new()
        {
            IsPartial = true,
            Result = new()
            {
                Name = Recipe.RunName,
                Recipe = Recipe,
                Parameters = Parameters,
                Epochs = [.. Epochs.Select(EpochResult.From)],
                BestEpoch = Epochs.Aggregate((EpochRecord?)null, (best, epoch) => best is null || epoch.IsBetterThan(best, Recipe.BestBy) ? epoch : best)?.Epoch,
                TestLoss = null,
                TestAccuracy = null,
                ConfusionMatrix = null,
                PerClass = null,
                StopReason = default,
                TrainingSeconds = seconds,
                Steps = StepLosses.Count,
                SamplesPerSecond = seconds > 0 ? (double)SamplesPerEpoch * Epochs.Count / seconds : 0,
                InitialFingerprint = "",
                FinalFingerprint = "",
                BestFingerprint = "",
                Machine = new(Threads: 0, VectorWidth: 0, MachineInfo.LibraryVersion, Runtime: "", System: ""),
            },
            Recipe = RecipeEntry.All(Recipe),
            StepLosses = StepLosses,
            Layers = [.. Epochs.SelectMany(epoch => epoch.Layers.Select(layer => LayerLine.Of(epoch.Epoch, layer)))],
            WhyNoPredictions = Later,
            WhyNoWeights = Later,
        };
    }
}
