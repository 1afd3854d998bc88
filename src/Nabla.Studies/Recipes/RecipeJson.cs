using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>How recipes are written as JSON: camelCase, indented, one line end on every system; the code is generated, nothing is reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
