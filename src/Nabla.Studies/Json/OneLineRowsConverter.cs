using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>Writes each row of a matrix of counts on one line of indented JSON, so that a confusion matrix is readable.</summary>
internal sealed class OneLineRowsConverter : JsonConverter<long[][]>
{
    public override long[][] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var rows = new List<long[]>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var row = new List<long>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                row.Add(reader.GetInt64());
            rows.Add([.. row]);
        }

        return [.. rows];
    }

    public override void Write(Utf8JsonWriter writer, long[][] value, JsonSerializerOptions options)
    {
        // The writer keeps raw values on one line, so the rows contain their own line ends and indentation.
        string indent = new(' ', 2 * (writer.CurrentDepth + 1));
        var rows = value.Select(row => $"\n{indent}[{string.Join(", ", row.Select(count => count.ToString(CultureInfo.InvariantCulture)))}]");
        writer.WriteRawValue($"[{string.Join(',', rows)}\n{indent[2..]}]");
    }
}
