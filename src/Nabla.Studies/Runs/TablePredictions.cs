using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The predictions of a saved model for the rows of a table.</summary>
/// <remarks>As CSV or JSON a row has <c>prediction</c>, and for a classifier <c>probability_CLASS</c> for each class, in the order of the model.</remarks>
public sealed class TablePredictions
{
    private readonly float[] _outputs;
    private readonly int[] _classes;

    private TablePredictions(Model model, Table rows, float[] outputs)
    {
        (Task, Rows, _outputs) = (model.Task, rows, outputs);
        _classes = Task.IsClassification ? [.. Enumerable.Range(0, rows.RowCount).Select(row => Task.PredictClass(Outputs(row)))] : [];
        Columns = Task.IsClassification ? [.. Task.Names.Select(name => $"probability_{name}").Prepend("prediction")]
            : Task.Names.Count == 1 ? ["prediction"]
            : [.. Task.Names.Select(name => $"prediction_{name}")];
    }

    /// <summary>Gets the rows as they were read.</summary>
    public Table Rows { get; }

    /// <summary>Gets what the model predicts: classes or values.</summary>
    public LearningTask Task { get; }

    /// <summary>Gets the names of the columns of the CSV and JSON forms.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Predicts every row of a table.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">A table with the model's columns; a target column is ignored.</param>
    /// <exception cref="InvalidDataException">A column is missing, unknown or of another kind, or a row's values are too large for the model.</exception>
    public static TablePredictions Predict(Model model, Table rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        if (model.Input.Image is { } shape)
            throw new InvalidDataException($"{rows.Name} is a table, but the model takes images of {shape}; evaluate it with nabla evaluate.");
        float[] outputs = Predictor.From(model).PredictOutputs(rows);
        int wrong = Array.FindIndex(outputs, output => !float.IsFinite(output));
        if (wrong >= 0)
            throw new InvalidDataException($"{rows.Name}, row {(wrong / model.Task.Names.Count) + 1}: the network's output is not a finite number; the values of this row are too large for the model.");
        return new(model, rows, outputs);
    }

    /// <summary>Returns the outputs for a row: the probability of each class, or the values.</summary>
    /// <param name="row">The row, counted from 0.</param>
    public ReadOnlySpan<float> Outputs(int row) => _outputs.AsSpan(row * Task.Names.Count, Task.Names.Count);

    /// <summary>Returns the index of the predicted class of a row.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <exception cref="InvalidOperationException">The model predicts values.</exception>
    public int ClassOf(int row) => Task.IsClassification ? _classes[row] : throw new InvalidOperationException("The model predicts values, not classes.");

    /// <summary>Returns the predictions as CSV: a header, then one line per row, in order, with round-trip numbers.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder(string.Join(',', Columns.Select(Field))).Append('\n');
        for (int row = 0; row < Rows.RowCount; row++)
        {
            if (Task.IsClassification)
                text.Append(Field(Task.Names[_classes[row]])).Append(',');
            var outputs = Outputs(row);
            for (int j = 0; j < outputs.Length; j++)
                text.Append(j == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{outputs[j]:R}");
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Returns the predictions as JSON: an array with one object per row, in order.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        for (int row = 0; row < Rows.RowCount; row++)
        {
            bytes.Write(row == 0 ? "[\n  "u8 : ",\n  "u8);
            using var json = new Utf8JsonWriter(bytes, options);
            json.WriteStartObject();
            int first = 0;
            if (Task.IsClassification)
                json.WriteString(Columns[first++], Task.Names[_classes[row]]);
            var outputs = Outputs(row);
            for (int j = 0; j < outputs.Length; j++)
                json.WriteNumber(Columns[first + j], outputs[j]);
            json.WriteEndObject();
        }

        bytes.Write("\n]\n"u8);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Returns a field in the format of RFC 4180.</summary>
    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
