using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>What a model does on a test set.</summary>
public sealed record EvaluationResult
{
    /// <summary>The model's file.</summary>
    public required string Model { get; init; }

    /// <summary>The data, as a recipe names it.</summary>
    public required string Data { get; init; }

    /// <summary>How many examples were looked at.</summary>
    public required int Examples { get; init; }

    /// <summary>How many numbers were trained.</summary>
    public required long Parameters { get; init; }

    /// <summary>The mean loss; null when it is not a finite number.</summary>
    public required double? Loss { get; init; }

    /// <summary>The share of examples that were right; null for a regression.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>The root of the mean squared error, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Rmse { get; init; }

    /// <summary>The mean absolute error, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Mae { get; init; }

    /// <summary>The coefficient of determination; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? R2 { get; init; }

    /// <summary>Counts, [true][predicted]; null for a regression.</summary>
    [JsonConverter(typeof(OneLineRowsConverter))]
    public required long[][]? ConfusionMatrix { get; init; }

    /// <summary>Precision, recall and F-beta of each class; null for a regression.</summary>
    public required IReadOnlyList<ClassResult>? PerClass { get; init; }

    /// <summary>The model's parameters: SHA-256 over their values, little-endian, in order.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The result as indented JSON, "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.EvaluationResult) + "\n";
}
