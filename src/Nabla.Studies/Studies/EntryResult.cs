using System.Text.Json.Serialization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>One recipe of a study, over its seeds.</summary>
public sealed record EntryResult
{
    /// <summary>What the entry is called.</summary>
    public required string Name { get; init; }

    /// <summary>Its recipe, with the first seed; the other runs differ in seed and name alone.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>How many numbers are trained; null as long as no run of it has ended.</summary>
    public required long? Parameters { get; init; }

    /// <summary>The entry whose number of parameters it was matched to; null when it was not.</summary>
    public required string? MatchedTo { get; init; }

    /// <summary>What the matching found; null when there was none.</summary>
    public required ParameterMatch? Match { get; init; }

    /// <summary>Its runs, in the order of the seeds, those that have not begun among them.</summary>
    public required IReadOnlyList<SeedResult> Runs { get; init; }

    /// <summary>The finished runs' figures by name, in the order of <see cref="StudyFigure.Names"/>; a figure that no run has is absent.</summary>
    public required IReadOnlyDictionary<string, Spread> Figures { get; init; }

    /// <summary>The finished runs' epochs. Where early stopping ended some, the counts of later ones are smaller.</summary>
    public required IReadOnlyList<EpochSpread> Epochs { get; init; }
}

/// <summary>One run of a study.</summary>
public sealed record SeedResult
{
    /// <summary>Its seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Its directory, seen from the study's: an ordinary run.</summary>
    public required string Directory { get; init; }

    /// <summary>Why it ended; null when it has not.</summary>
    [JsonConverter(typeof(CamelCaseConverter<StopReason>))]
    public required StopReason? StopReason { get; init; }

    /// <summary>Its figures by name; empty when it has not ended.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>The fingerprint of its best epoch's parameters; null when it has not ended.</summary>
    public required string? BestFingerprint { get; init; }

    /// <summary>Whether it came to its end, so that it counts: a run that diverged or was cancelled does not.</summary>
    [JsonIgnore]
    public bool IsFinished => StopReason is Nabla.StopReason.Completed or Nabla.StopReason.EarlyStopped or Nabla.StopReason.Converged;
}

/// <summary>An epoch over the seeds. A figure that is finite in no run is null.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainLoss">The mean of the batches' losses.</param>
/// <param name="TrainAccuracy">The share of training examples that were right, each before its batch's update.</param>
/// <param name="ValidationLoss">The mean loss over the validation split.</param>
/// <param name="ValidationAccuracy">The share of the validation split that was right.</param>
public sealed record EpochSpread(int Epoch, Spread? TrainLoss, Spread? TrainAccuracy, Spread? ValidationLoss, Spread? ValidationAccuracy);
