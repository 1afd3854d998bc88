using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>Writes values of recipes on one line.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class OneLineJson : JsonSerializerContext;
