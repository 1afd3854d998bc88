using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>Writes a list of texts on one line of indented JSON.</summary>
internal sealed class OneLineTextsConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A list of texts is an array.");
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("A list of texts has texts alone."));
        return values;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(text => $"\"{JsonEncodedText.Encode(text)}\""))}]");
}
