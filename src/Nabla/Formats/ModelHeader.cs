using System.Text;

using System.Text.Json;

namespace Nabla.Networks;

/// <summary>The metadata of a model file: its layers, input schema, task and output activation, each as JSON.</summary>
/// <remarks>
/// <code>
/// nabla.format         2, or 1 if neither columns, a target scaling nor names are recorded
/// nabla.names          pytorch, if the tensors have the names of PyTorch's state dict
/// nabla.layers         [{"kind": "Linear", "inputs": 4, "outputs": 3}, …]
/// nabla.task           classification | regression
/// nabla.classes        ["setosa", …]                      classification: in the order of the labels
/// nabla.targets        ["price", …]                       regression: in the order of the outputs
/// nabla.target         price                              the name of the target column, if the model was trained on a table
/// nabla.output         none | softmax | sigmoid
/// nabla.input          {"features": ["sepal length", …]}  or {"image": [3, 32, 32], "pixelDivisor": 255}, or {} if no names are known,
///                      or {"columns": [{"name": "age", "kind": "numeric", "median": 38, "missing": true},
///                                      {"name": "colour", "kind": "categorical", "categories": ["blue", …], "missing": false},
///                                      {"name": "id", "kind": "ignored"}]}
/// nabla.standardizer   {"mean": […], "deviation": […]}    one entry per column or channel; a deviation of 0 divides by 1;
///                      with columns, one entry per input
/// nabla.targetScaling  {"mean": […], "deviation": […]}    regression, if the outputs are scaled: a prediction is output · deviation + mean
/// nabla.checksum       format 2: of all other metadata, see <see cref="MetadataChecksum"/>
/// </code>
/// Files without nabla.format are older: they did not record the shape of their images, and are rejected.
/// </remarks>
internal sealed record ModelHeader(IReadOnlyList<Layer> Layers, InputSchema Input, LearningTask Task, Layer Output, Standardizer? TargetScaling)
{
    private const string FirstFormat = "1";
    internal const string Format = "2";
    internal const string FormatKey = ModelFile.ReservedPrefix + "format";
    private const string LayersKey = ModelFile.ReservedPrefix + "layers";
    private const string TaskKey = ModelFile.ReservedPrefix + "task";
    private const string ClassesKey = ModelFile.ReservedPrefix + "classes";
    private const string TargetsKey = ModelFile.ReservedPrefix + "targets";
    private const string TargetKey = ModelFile.ReservedPrefix + "target";
    private const string OutputKey = ModelFile.ReservedPrefix + "output";
    private const string InputKey = ModelFile.ReservedPrefix + "input";
    private const string TargetScalingKey = ModelFile.ReservedPrefix + "targetScaling";
    private const string StandardizerKey = ModelFile.ReservedPrefix + "standardizer";

    /// <summary>Adds a model's header to the metadata of its file.</summary>
    public static void Write(Model model, LayerRegistry registry, Dictionary<string, string> metadata)
    {
        bool classifies = model.Task.IsClassification;
        metadata[FormatKey] = model.Input.Columns.Count > 0 || model.TargetScaling is not null ? Format : FirstFormat;
        metadata[LayersKey] = Json(json => WriteArray(json, model.Network.Layers, (writer, layer) => LayerJson.Write(writer, layer, registry)));
        metadata[TaskKey] = classifies ? "classification" : "regression";
        metadata[classifies ? ClassesKey : TargetsKey] = Json(json => WriteArray(json, model.Task.Names, (writer, name) => writer.WriteStringValue(name)));
        if (model.Task.Target is { } target)
            metadata[TargetKey] = target;
        metadata[OutputKey] = model.Output switch { Softmax => "softmax", Sigmoid => "sigmoid", _ => "none" };
        metadata[InputKey] = Json(json => WriteInput(json, model.Input));
        metadata[StandardizerKey] = Json(json => WriteStandardizer(json, model.Input.Standardizer));
        if (model.TargetScaling is { } scaling)
            metadata[TargetScalingKey] = Json(json => WriteStandardizer(json, scaling));
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="FormatException">An entry is missing or wrong; the message is the end of a sentence.</exception>
    /// <exception cref="JsonException">A text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A JSON value is of another type.</exception>
    public static ModelHeader Read(IReadOnlyDictionary<string, string> metadata, LayerRegistry registry)
    {
        if (!metadata.ContainsKey(LayersKey))
            throw new FormatException($"it has no {LayersKey} among its metadata, so it is not a Nabla model");
        if (!metadata.TryGetValue(FormatKey, out string? format))
            throw new FormatException($"it has no {FormatKey} among its metadata: it was written by a version that did not record the shape of images; train the model again");
        if (format is not (FirstFormat or Format))
            throw new FormatException($"it is in format {format}, and this version reads formats {FirstFormat} and {Format}; use a newer version");
        var layers = ReadArray(metadata, LayersKey, layer => LayerJson.Read(layer, registry));
        if (layers.Count == 0)
            throw new FormatException("it describes no layers");

        var task = ReadTask(metadata);
        if (!task.Accepts(layers[^1].Outputs))
            throw new FormatException($"it names {Count(task)} for {layers[^1].Outputs} outputs");
        var input = ReadInput(metadata, ReadStandardizer(metadata, StandardizerKey));
        if (input.Inputs != layers[0].Inputs)
            throw new FormatException($"its features give {input.Inputs} inputs, but its layers take {layers[0].Inputs}");
        return new(layers, input, task.WithTarget(metadata.GetValueOrDefault(TargetKey)), ReadOutput(metadata, layers[^1].Outputs), metadata.ContainsKey(TargetScalingKey) ? ReadStandardizer(metadata, TargetScalingKey) : null);
    }

    private static string Count(LearningTask task) => task.IsClassification ? $"{task.Names.Count} classes" : $"{task.Names.Count} targets";

    private static void WriteInput(Utf8JsonWriter json, InputSchema input)
    {
        json.WriteStartObject();
        if (input.Image is { } shape)
        {
            json.WritePropertyName("image");
            WriteArray(json, [shape.Channels, shape.Height, shape.Width], (writer, size) => writer.WriteNumberValue(size));
            json.WriteNumber("pixelDivisor", input.PixelDivisor);
        }
        else if (input.Columns.Count > 0)
        {
            json.WritePropertyName("columns");
            WriteArray(json, input.Columns, InputColumnJson.Write);
        }
        else if (input.FeatureNames.Count > 0)
        {
            json.WritePropertyName("features");
            WriteArray(json, input.FeatureNames, (writer, name) => writer.WriteStringValue(name));
        }

        json.WriteEndObject();
    }

    private static InputSchema ReadInput(IReadOnlyDictionary<string, string> metadata, Standardizer standardizer)
    {
        using var json = JsonDocument.Parse(Get(metadata, InputKey));
        try
        {
            if (json.RootElement.TryGetProperty("image", out var image))
            {
                int[] shape = [.. image.EnumerateArray().Select(size => size.TryGetInt32(out int value) && value > 0 ? value : throw new FormatException("the shape of its images must have whole numbers above 0"))];
                return shape.Length == 3
                    ? InputSchema.Images(new(shape[0], shape[1], shape[2]), standardizer, json.RootElement.GetProperty("pixelDivisor").GetDouble())
                    : throw new FormatException($"the shape of its images has {shape.Length} numbers; expected 3: channels, height and width");
            }

            if (json.RootElement.TryGetProperty("columns", out var columns))
                return InputSchema.Of([.. columns.EnumerateArray().Select(InputColumnJson.Read)], standardizer);
            return InputSchema.Table(
                standardizer, json.RootElement.TryGetProperty("features", out var features) ? [.. features.EnumerateArray().Select(name => name.GetString() ?? throw new FormatException("a feature name is null"))] : null);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"its input schema is wrong ({FirstSentence(error)})", error);
        }
    }

    /// <summary>Returns an exception's message without the name of the parameter at its end.</summary>
    internal static string FirstSentence(Exception error)
    {
        int end = error.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return (end < 0 ? error.Message : error.Message[..end]).TrimEnd('.');
    }

    private static LearningTask ReadTask(IReadOnlyDictionary<string, string> metadata) => Get(metadata, TaskKey) switch
    {
        "classification" => LearningTask.Classification(ReadNames(metadata, ClassesKey)),
        "regression" => LearningTask.Regression(ReadNames(metadata, TargetsKey)),
        var other => throw new FormatException($"its {TaskKey} is \"{other}\"; expected classification or regression"),
    };

    private static Layer ReadOutput(IReadOnlyDictionary<string, string> metadata, int width) => Get(metadata, OutputKey) switch
    {
        "none" => new Identity(width),
        "softmax" => new Softmax(width),
        "sigmoid" => new Sigmoid(width),
        var other => throw new FormatException($"its {OutputKey} is \"{other}\"; expected none, softmax or sigmoid"),
    };

    private static List<string> ReadNames(IReadOnlyDictionary<string, string> metadata, string key)
    {
        var names = ReadArray(metadata, key, element => element.GetString() ?? throw new FormatException($"a name in {key} is null"));
        return names.Count > 0 ? names : throw new FormatException($"its {key} has no names");
    }

    private static void WriteStandardizer(Utf8JsonWriter json, Standardizer standardizer)
    {
        json.WriteStartObject();
        json.WritePropertyName("mean");
        WriteArray(json, standardizer.Mean, (writer, value) => writer.WriteNumberValue(value));
        json.WritePropertyName("deviation");
        WriteArray(json, standardizer.Deviation, (writer, value) => writer.WriteNumberValue(value));
        json.WriteEndObject();
    }

    private static Standardizer ReadStandardizer(IReadOnlyDictionary<string, string> metadata, string key)
    {
        using var json = JsonDocument.Parse(Get(metadata, key));
        double[] mean = Read("mean"), deviation = Read("deviation");
        return mean.Length == deviation.Length ? new(mean, deviation) : throw new FormatException($"its {key} has {mean.Length} means and {deviation.Length} deviations");

        double[] Read(string property) => [.. json.RootElement.GetProperty(property).EnumerateArray().Select(element => element.GetDouble())];
    }

    private static List<T> ReadArray<T>(IReadOnlyDictionary<string, string> metadata, string key, Func<JsonElement, T> read)
    {
        using var json = JsonDocument.Parse(Get(metadata, key));
        return [.. json.RootElement.EnumerateArray().Select(read)];
    }

    internal static string Get(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out string? value) ? value : throw new FormatException($"it has no {key} among its metadata");

    private static void WriteArray<T>(Utf8JsonWriter json, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
