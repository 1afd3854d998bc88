using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>JSON serialisation of engine comparisons, and of requests to PyTorch and its responses: camelCase, indented, "\n" line ends on every system; source-generated, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ComparisonResult))]
[JsonSerializable(typeof(PyTorchPlan))]
[JsonSerializable(typeof(PyTorchAnswer))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
