using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>Writes a list of numbers on one line of indented JSON.</summary>
internal sealed class OneLineNumbersConverter : JsonConverter<IReadOnlyList<double>>
{
    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => List(ref reader);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options) => writer.WriteRawValue(ToText(value));

    /// <summary>Reads the remaining numbers of the list.</summary>
    public static IReadOnlyList<double> List(ref Utf8JsonReader reader)
    {
        var values = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(reader.GetDouble());
        return values;
    }

    public static string ToText(IReadOnlyList<double> values) =>
        $"[{string.Join(", ", values.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]";
}
