using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>How comparisons of engines, and questions to PyTorch and its answers, are written as JSON: camelCase, indented, one line end on every system; the code is generated, nothing is reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ComparisonResult))]
[JsonSerializable(typeof(PyTorchPlan))]
[JsonSerializable(typeof(PyTorchAnswer))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
