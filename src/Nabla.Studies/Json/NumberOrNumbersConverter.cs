using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>Converts one number for all, or a list with one for each; a list of one is written as the number.</summary>
internal sealed class NumberOrNumbersConverter : JsonConverter<IReadOnlyList<double>>
{
    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? [reader.GetDouble()] : OneLineNumbersConverter.List(ref reader);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options)
    {
        if (value.Count == 1)
            writer.WriteNumberValue(value[0]);
        else
            writer.WriteRawValue(OneLineNumbersConverter.ToText(value));
    }
}
