using System.Text.Json;
using Nabla.Networks;

namespace Nabla.OnnxCases;

/// <summary>A case as JSON, for programs that run the file in another runtime. A number that is missing is null.</summary>
public static class CaseJson
{
    /// <summary>Writes {"file", "layers", "preprocessing", "output", "rows", "inputs": [{"name", "type", "columns", "data"}], "labels", "expected"}.</summary>
    public static void Write(Utf8JsonWriter json, OnnxCase test)
    {
        json.WriteStartObject();
        json.WriteString("file", $"{test.Name}.onnx");
        json.WriteString("layers", test.Layers);
        json.WriteString("preprocessing", test.Preprocessing);
        json.WriteString("output", test.Output);
        json.WriteNumber("rows", test.Rows.Count);
        json.WriteStartArray("inputs");
        if (test.Rows.Columns.Any(column => column.Texts is not null))
        {
            foreach (var (name, numbers, texts) in test.Rows.Columns)
                WriteInput(json, InputName(name), 1, numbers, texts);
        }
        else
        {
            int columns = test.Model.Input.Features;
            float[] numbers = test.Rows.Numbers ?? [.. Enumerable.Range(0, test.Rows.Count * columns).Select(i => test.Rows.Columns[i % columns].Numbers![i / columns])];
            WriteInput(json, "input", columns, numbers, null);
        }

        json.WriteEndArray();
        if (test.Labels() is { } labels)
        {
            json.WriteStartArray("labels");
            foreach (string label in labels)
                json.WriteStringValue(label);
            json.WriteEndArray();
        }

        json.WriteStartArray("expected");
        foreach (float value in test.Predict())
            json.WriteNumberValue(value);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>An input has its column's name, with an underscore before it if the file uses that name itself.</summary>
    private static string InputName(string column)
    {
        string bare = column.TrimStart('_');
        return bare is "label" or "probabilities" or "prediction" || bare.StartsWith("input.", StringComparison.Ordinal) || bare.StartsWith("layers.", StringComparison.Ordinal)
            || bare.StartsWith("output.", StringComparison.Ordinal) ? $"_{column}" : column;
    }

    private static void WriteInput(Utf8JsonWriter json, string name, int columns, float[]? numbers, string?[]? texts)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", numbers is null ? "string" : "float32");
        json.WriteNumber("columns", columns);
        json.WriteStartArray("data");
        foreach (float number in numbers ?? [])
        {
            if (float.IsNaN(number))
                json.WriteNullValue();
            else
                json.WriteNumberValue(number);
        }

        foreach (string? text in texts ?? [])
            json.WriteStringValue(text ?? "");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
