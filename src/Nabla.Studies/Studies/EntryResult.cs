using System.Text.Json.Serialization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The results of one recipe of a study over its seeds.</summary>
public sealed record EntryResult
{
    /// <summary>Gets the name of the entry.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the recipe, with the first seed; the other runs differ in seed and name only.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Gets the number of trainable parameters; null until a run has ended.</summary>
    public required long? Parameters { get; init; }

    /// <summary>Gets the entry whose number of parameters it was matched to; null if it was not matched.</summary>
    public required string? MatchedTo { get; init; }

    /// <summary>Gets the result of the matching; null if there was none.</summary>
    public required ParameterMatch? Match { get; init; }

    /// <summary>Gets the runs, in the order of the seeds, including those that have not begun.</summary>
    public required IReadOnlyList<SeedResult> Runs { get; init; }

    /// <summary>Gets the completed runs' figures by name, in the order of <see cref="StudyFigure.Names"/>; a figure that no run has is absent.</summary>
    public required IReadOnlyDictionary<string, Spread> Figures { get; init; }

    /// <summary>Gets the completed runs' epochs. If early stopping ended some, the counts of later epochs are smaller.</summary>
    public required IReadOnlyList<EpochSpread> Epochs { get; init; }
}

/// <summary>The results of one run of a study.</summary>
public sealed record SeedResult
{
    /// <summary>Gets the seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets the directory of the run, relative to the study's.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets why the run ended; null if it has not.</summary>
    [JsonConverter(typeof(CamelCaseConverter<StopReason>))]
    public required StopReason? StopReason { get; init; }

    /// <summary>Gets the figures by name; empty if the run has not ended.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>Gets the fingerprint of the best epoch's parameters; null if the run has not ended.</summary>
    public required string? BestFingerprint { get; init; }

    /// <summary>Gets whether the run is complete, so that it counts: one that diverged or was cancelled does not.</summary>
    [JsonIgnore]
    public bool IsFinished => StopReason is Nabla.StopReason.Completed or Nabla.StopReason.EarlyStopped or Nabla.StopReason.Converged;
}

/// <summary>The results of an epoch over the seeds. A figure that is not finite in any run is null.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="TrainLoss">The mean of the batches' losses.</param>
/// <param name="TrainAccuracy">The accuracy on the training examples, each before its batch's update.</param>
/// <param name="ValidationLoss">The mean loss over the validation split.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation split.</param>
public sealed record EpochSpread(int Epoch, Spread? TrainLoss, Spread? TrainAccuracy, Spread? ValidationLoss, Spread? ValidationAccuracy);
