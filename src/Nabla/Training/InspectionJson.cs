using System.Text;

using System.Text.Json;

namespace Nabla.Networks;

/// <summary>Reads and writes the layers of epochs as JSON, with numbers in their shortest round-trip form, for checkpoints.</summary>
internal static class InspectionJson
{
    public static string Write(IReadOnlyList<EpochRecord> epochs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var epoch in epochs.Where(epoch => epoch.Layers.Count > 0))
            {
                json.WriteStartObject();
                json.WriteNumber("epoch", epoch.Epoch);
                json.WriteStartArray("layers");
                foreach (var layer in epoch.Layers)
                    Write(json, layer);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Adds the layers to epochs.</summary>
    /// <exception cref="FormatException">The text was not written by <see cref="Write(IReadOnlyList{EpochRecord})"/>.</exception>
    public static IReadOnlyList<EpochRecord> Read(string text, IReadOnlyList<EpochRecord> epochs)
    {
        using var json = JsonDocument.Parse(text);
        var layers = new Dictionary<int, LayerRecord[]>();
        foreach (var epoch in json.RootElement.EnumerateArray())
            layers[epoch.GetProperty("epoch").GetInt32()] = [.. epoch.GetProperty("layers").EnumerateArray().Select(ReadLayer)];
        return [.. epochs.Select(epoch => layers.TryGetValue(epoch.Epoch, out var own) ? epoch with { Layers = own } : epoch)];
    }

    private static void Write(Utf8JsonWriter json, LayerRecord layer)
    {
        json.WriteStartObject();
        json.WriteString("layer", layer.Layer);
        json.WriteString("kind", layer.Kind);
        json.WriteNumber("units", layer.Units);
        WriteNumber("dead", layer.DeadShare);
        WriteNumber("activation", layer.ActivationNorm);
        WriteNumber("gradient", layer.GradientNorm);
        WriteNumber("parameter", layer.ParameterNorm);
        json.WriteEndObject();

        // A norm of a run about to diverge may not be finite, which JSON cannot represent.
        void WriteNumber(string name, double? value)
        {
            if (value is { } number && double.IsFinite(number))
                json.WriteNumber(name, number);
            else if (value is { } other)
                json.WriteString(name, double.IsNaN(other) ? "NaN" : other > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static LayerRecord ReadLayer(JsonElement json)
    {
        return new(
            json.GetProperty("layer").GetString()!, json.GetProperty("kind").GetString()!, json.GetProperty("units").GetInt32(),
            Number("dead"), Number("activation") ?? throw new FormatException("an inspection lacks a norm"), Number("gradient"), Number("parameter"));

        double? Number(string name)
        {
            if (!json.TryGetProperty(name, out var value))
                return null;
            return value.ValueKind == JsonValueKind.Number
                ? value.GetDouble()
                : value.GetString() switch { "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => double.NaN };
        }
    }
}
