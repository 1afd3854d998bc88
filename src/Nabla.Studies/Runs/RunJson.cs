using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>JSON serialisation of the results of runs and evaluations: camelCase, indented, "\n" line ends on every system; source-generated, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(EvaluationResult))]
internal sealed partial class RunJson : JsonSerializerContext;
