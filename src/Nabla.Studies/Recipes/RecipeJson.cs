using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>JSON serialisation of recipes: camelCase, indented, "\n" line ends on every system; source-generated, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
