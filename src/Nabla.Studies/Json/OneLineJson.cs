using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>Values of recipes, whatever they are, on one line.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class OneLineJson : JsonSerializerContext;
