using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>The results of a model on a test set.</summary>
public sealed record EvaluationResult
{
    /// <summary>Gets the path of the model's file.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the data, in the form of a recipe.</summary>
    public required string Data { get; init; }

    /// <summary>Gets the number of examples.</summary>
    public required int Examples { get; init; }

    /// <summary>Gets the number of trainable parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Gets the mean loss; null if it is not finite.</summary>
    public required double? Loss { get; init; }

    /// <summary>Gets the accuracy; null for a regression.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Gets the root mean squared error, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Rmse { get; init; }

    /// <summary>Gets the mean absolute error, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Mae { get; init; }

    /// <summary>Gets the coefficient of determination; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? R2 { get; init; }

    /// <summary>Gets the counts, [true][predicted]; null for a regression.</summary>
    [JsonConverter(typeof(OneLineRowsConverter))]
    public required long[][]? ConfusionMatrix { get; init; }

    /// <summary>Gets precision, recall and F-beta of each class; null for a regression.</summary>
    public required IReadOnlyList<ClassResult>? PerClass { get; init; }

    /// <summary>Gets the fingerprint of the model's parameters: SHA-256 over their values, little-endian, in order.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Returns the result as indented JSON, with "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.EvaluationResult) + "\n";
}
