using Nabla.Networks;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>A run that has not ended, as far as it has come.</summary>
internal sealed record PartialRun
{
    private const string Later = "They are shown when the run has ended.";

    /// <summary>What is run, its name included.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The epochs that have ended.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>The loss of every step of theirs.</summary>
    public IReadOnlyList<double> StepLosses { get; init; } = [];

    /// <summary>How many numbers are trained; 0 where that is not known.</summary>
    public long Parameters { get; init; }

    /// <summary>Examples in each epoch; 0 where that is not known.</summary>
    public int SamplesPerEpoch { get; init; }

    /// <summary>As a report shows it. What only the end of a run tells is empty.</summary>
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
