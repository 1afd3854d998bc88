using System.Text;

using System.Text.Json;

namespace Nabla.Networks;

/// <summary>Inspections as JSON, numbers in the shortest form that reads back the same: how a checkpoint carries them.</summary>
internal static class InspectionJson
{
    public static string Write(IReadOnlyList<EpochInspection> inspections)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var inspection in inspections)
            {
                json.WriteStartObject();
                json.WriteNumber("epoch", inspection.Epoch);
                json.WriteStartArray("layers");
                foreach (var layer in inspection.Layers)
                    Write(json, layer);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <exception cref="FormatException">It is not what <see cref="Write(IReadOnlyList{EpochInspection})"/> wrote.</exception>
    public static List<EpochInspection> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateArray().Select(epoch => new EpochInspection(
            epoch.GetProperty("epoch").GetInt32(), [.. epoch.GetProperty("layers").EnumerateArray().Select(ReadLayer)]))];
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

        // A norm of a run that is about to diverge may not be finite, which JSON has no number for.
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
