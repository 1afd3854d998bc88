using System.Text.Json;

namespace Nabla.Networks;

/// <summary>Reads and writes a layer's description as JSON: kind, inputs, outputs, settings in order, and inner layers.</summary>
internal static class LayerJson
{
    /// <exception cref="ArgumentException">The registry cannot recreate the layer.</exception>
    public static void Write(Utf8JsonWriter json, Layer layer, LayerRegistry registry)
    {
        registry.RequireCreates(layer);
        Write(json, layer.Describe());
    }

    /// <exception cref="FormatException">There is no such layer, or a setting is missing or has another type.</exception>
    public static Layer Read(JsonElement json, LayerRegistry registry) => registry.Create(ReadDescription(json));

    private static void Write(Utf8JsonWriter json, LayerDescription layer)
    {
        json.WriteStartObject();
        json.WriteString("kind", layer.Kind);
        json.WriteNumber("inputs", layer.Inputs);
        json.WriteNumber("outputs", layer.Outputs);
        foreach (var setting in layer.Settings)
        {
            json.WritePropertyName(setting.Name);
            if (setting.Type == LayerSettingType.Text)
                json.WriteStringValue(setting.Value);
            else
                json.WriteRawValue(setting.Value);
        }

        if (layer.Layers.Count > 0)
        {
            json.WriteStartArray("layers");
            foreach (var inner in layer.Layers)
                Write(json, inner);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static LayerDescription ReadDescription(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("kind", out var kind) || kind.ValueKind != JsonValueKind.String)
            throw new FormatException("a layer has no kind");
        var description = new LayerDescription(kind.GetString()!, Size(json, "inputs"), Size(json, "outputs"), ReadLayers(json));
        return json.EnumerateObject().Where(property => property.Name is not ("kind" or "inputs" or "outputs" or "layers")).Aggregate(description, WithSetting);
    }

    private static LayerDescription WithSetting(LayerDescription description, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Number => description.With(property.Name, LayerSettingType.Number, property.Value.GetRawText()),
        JsonValueKind.True => description.With(property.Name, true),
        JsonValueKind.False => description.With(property.Name, false),
        JsonValueKind.String => description.With(property.Name, property.Value.GetString()!),
        _ => throw new FormatException($"a layer's {property.Name} is neither a number nor true, false or a string"),
    };

    private static int Size(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int size) && size >= 1
            ? size
            : throw new FormatException($"a layer's {name} is not an integer of at least 1");

    // The depth limit of the JSON reader, 64, limits nested blocks.
    private static IReadOnlyList<LayerDescription> ReadLayers(JsonElement json)
    {
        if (!json.TryGetProperty("layers", out var value))
            return [];
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(ReadDescription)]
            : throw new FormatException("a block's layers are not a list");
    }
}
