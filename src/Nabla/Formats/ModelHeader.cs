using System.Text;

using System.Text.Json;

namespace Nabla.Networks;

/// <summary>What the metadata of a model file say: its layers, input schema, task and output activation, each as JSON.</summary>
/// <remarks>
/// <code>
/// nabla.format         1
/// nabla.layers         [{"kind": "Linear", "inputs": 4, "outputs": 3}, …]
/// nabla.task           classification | regression
/// nabla.classes        ["setosa", …]                      classification: in the order of the labels
/// nabla.targets        ["price", …]                       regression: in the order of the outputs
/// nabla.output         none | softmax | sigmoid
/// nabla.input          {"features": ["sepal length", …]}  or {"image": [3, 32, 32], "pixelDivisor": 255}, or {} where no names are known
/// nabla.standardizer   {"mean": […], "deviation": […]}    one number a column or channel; a deviation of 0 divides by 1
/// </code>
/// Files without nabla.format are older: they did not record the shape of their images, and are refused.
/// </remarks>
internal sealed record ModelHeader(IReadOnlyList<Layer> Layers, InputSchema Input, LearningTask Task, OutputActivation Output)
{
    private const string Format = "1";
    private const string FormatKey = ModelFile.ReservedPrefix + "format";
    private const string LayersKey = ModelFile.ReservedPrefix + "layers";
    private const string TaskKey = ModelFile.ReservedPrefix + "task";
    private const string ClassesKey = ModelFile.ReservedPrefix + "classes";
    private const string TargetsKey = ModelFile.ReservedPrefix + "targets";
    private const string OutputKey = ModelFile.ReservedPrefix + "output";
    private const string InputKey = ModelFile.ReservedPrefix + "input";
    private const string StandardizerKey = ModelFile.ReservedPrefix + "standardizer";

    /// <summary>Adds what a model's header says to the metadata of its file.</summary>
    public static void Write(Model model, LayerRegistry registry, Dictionary<string, string> metadata)
    {
        bool classifies = model.Task.IsClassification;
        metadata[FormatKey] = Format;
        metadata[LayersKey] = Json(json => WriteArray(json, model.Network.Layers, (writer, layer) => LayerJson.Write(writer, layer, registry)));
        metadata[TaskKey] = classifies ? "classification" : "regression";
        metadata[classifies ? ClassesKey : TargetsKey] = Json(json => WriteArray(json, model.Task.Names, (writer, name) => writer.WriteStringValue(name)));
        metadata[OutputKey] = JsonNamingPolicy.CamelCase.ConvertName(model.Output.ToString());
        metadata[InputKey] = Json(json => WriteInput(json, model.Input));
        metadata[StandardizerKey] = Json(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("mean");
            WriteArray(json, model.Input.Standardizer.Mean, (writer, value) => writer.WriteNumberValue(value));
            json.WritePropertyName("deviation");
            WriteArray(json, model.Input.Standardizer.Deviation, (writer, value) => writer.WriteNumberValue(value));
            json.WriteEndObject();
        });
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="FormatException">Something is missing or wrong; the message is the end of a sentence.</exception>
    /// <exception cref="JsonException">A text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A JSON value is of another type.</exception>
    public static ModelHeader Read(IReadOnlyDictionary<string, string> metadata, LayerRegistry registry)
    {
        if (!metadata.ContainsKey(LayersKey))
            throw new FormatException($"it has no {LayersKey} among its metadata, so it is not a model of Nabla's");
        if (!metadata.TryGetValue(FormatKey, out string? format))
            throw new FormatException($"it has no {FormatKey} among its metadata: it was written by a version that did not record the shape of images; train the model again");
        if (format != Format)
            throw new FormatException($"it is in format {format}, and this version reads format {Format}; use a newer version");
        var layers = ReadArray(metadata, LayersKey, layer => LayerJson.Read(layer, registry));
        if (layers.Count == 0)
            throw new FormatException("it describes no layers");

        var task = ReadTask(metadata);
        if (!task.Accepts(layers[^1].Outputs))
            throw new FormatException($"it names {Count(task)} for {layers[^1].Outputs} outputs");
        var (mean, deviation) = ReadStandardizer(metadata);
        var input = ReadInput(metadata, new(mean, deviation));
        if (input.Features != layers[0].Inputs)
            throw new FormatException($"it describes {input.Features} features for {layers[0].Inputs} inputs");
        return new(layers, input, task, ReadOutput(metadata));
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
                int[] shape = [.. image.EnumerateArray().Select(size => size.TryGetInt32(out int value) && value > 0 ? value : throw new FormatException("the shape of its images is not of whole numbers above 0"))];
                return shape.Length == 3
                    ? InputSchema.Images(new(shape[0], shape[1], shape[2]), standardizer, json.RootElement.GetProperty("pixelDivisor").GetDouble())
                    : throw new FormatException($"the shape of its images has {shape.Length} numbers; expected 3: channels, height and width");
            }

            return InputSchema.Table(
                standardizer, json.RootElement.TryGetProperty("features", out var features) ? [.. features.EnumerateArray().Select(name => name.GetString() ?? throw new FormatException("a feature name is null"))] : null);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"its input schema is wrong ({FirstSentence(error)})", error);
        }
    }

    /// <summary>An exception's message without the name of the parameter behind it.</summary>
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

    private static OutputActivation ReadOutput(IReadOnlyDictionary<string, string> metadata) => Get(metadata, OutputKey) switch
    {
        "none" => OutputActivation.None,
        "softmax" => OutputActivation.Softmax,
        "sigmoid" => OutputActivation.Sigmoid,
        var other => throw new FormatException($"its {OutputKey} is \"{other}\"; expected none, softmax or sigmoid"),
    };

    private static List<string> ReadNames(IReadOnlyDictionary<string, string> metadata, string key)
    {
        var names = ReadArray(metadata, key, element => element.GetString() ?? throw new FormatException($"a name in {key} is null"));
        return names.Count > 0 ? names : throw new FormatException($"its {key} has no names");
    }

    private static (double[] Mean, double[] Deviation) ReadStandardizer(IReadOnlyDictionary<string, string> metadata)
    {
        using var json = JsonDocument.Parse(Get(metadata, StandardizerKey));
        double[] mean = Read("mean"), deviation = Read("deviation");
        return mean.Length == deviation.Length ? (mean, deviation) : throw new FormatException($"its standardizer has {mean.Length} means and {deviation.Length} deviations");

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
