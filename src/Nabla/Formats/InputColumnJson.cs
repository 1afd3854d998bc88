using System.Text.Json;

namespace Nabla.Networks;

/// <summary>Reads and writes a column of a model's input schema as JSON.</summary>
internal static class InputColumnJson
{
    public static void Write(Utf8JsonWriter json, InputColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(column.Kind.ToString()));
        if (column.Kind == ColumnKind.Numeric)
            json.WriteNumber("median", column.Median);
        if (column.Kind == ColumnKind.Categorical)
        {
            json.WriteStartArray("categories");
            foreach (string category in column.Categories)
                json.WriteStringValue(category);
            json.WriteEndArray();
        }

        if (column.Kind != ColumnKind.Ignored)
            json.WriteBoolean("missing", column.MarksMissing);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">A kind is unknown, or a text is null; the message is the end of a sentence.</exception>
    public static InputColumn Read(JsonElement column)
    {
        string name = Text(column.GetProperty("name"));
        return Text(column.GetProperty("kind")) switch
        {
            "numeric" => new(name, ColumnKind.Numeric, column.GetProperty("median").GetDouble(), [], column.GetProperty("missing").GetBoolean()),
            "categorical" => new(name, ColumnKind.Categorical, 0, [.. column.GetProperty("categories").EnumerateArray().Select(Text)], column.GetProperty("missing").GetBoolean()),
            "ignored" => new(name, ColumnKind.Ignored, 0, [], marksMissing: false),
            var other => throw new FormatException($"its column \"{name}\" is of the kind \"{other}\"; expected numeric, categorical or ignored"),
        };
    }

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("a string of its columns is null");
}
