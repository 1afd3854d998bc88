using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>How the results of runs and evaluations are written as JSON: camelCase, indented, one line end on every system; the code is generated, nothing is reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(EvaluationResult))]
internal sealed partial class RunJson : JsonSerializerContext;
