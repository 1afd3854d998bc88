using System.Text;
using System.Text.Json;
using Nabla.Data;
using Nabla.Layers;
using Nabla.Networks;

namespace Nabla.Formats;

/// <summary>A <see cref="Model"/> as one safetensors file.</summary>
/// <remarks>
/// Weights are written [outputs, inputs], as PyTorch's Linear holds them, under the names of <c>Parameter.Name</c>; what has one row as [columns].
/// The metadata describe the layers, the standardizer and the classes as JSON, and give the fingerprints of the parameters and of the running
/// statistics, which are checked on the way back.
/// Saving what was loaded gives the same bytes.
/// </remarks>
public static class ModelFile
{
    private const string Prefix = "nabla.";
    private const string LayersKey = Prefix + "layers";
    private const string StandardizerKey = Prefix + "standardizer";
    private const string ClassesKey = Prefix + "classes";
    private const string FingerprintKey = Prefix + "fingerprint";
    private const string StatisticsKey = Prefix + "statistics";

    /// <summary>Writes a model; under its final name only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="registry">The layers that <see cref="Load"/> will know. Default the library's own.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="ArgumentException">A layer of the model could not be loaded again with this registry.</exception>
    public static void Save(string path, Model model, LayerRegistry? registry = null)
    {
        byte[] bytes = ToBytes(model, registry);
        WholeFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of a model's file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="registry">The layers that <see cref="FromBytes"/> will know. Default the library's own.</param>
    /// <exception cref="ArgumentException">A layer of the model could not be loaded again with this registry.</exception>
    public static byte[] ToBytes(Model model, LayerRegistry? registry = null)
    {
        var metadata = new Dictionary<string, string>(model.Metadata, StringComparer.Ordinal)
        {
            [LayersKey] = Json(json => WriteArray(json, model.Network.Layers, (writer, layer) => LayerJson.Write(writer, layer, registry ?? LayerRegistry.Default))),
            [ClassesKey] = Json(json => WriteArray(json, model.ClassNames, (writer, name) => writer.WriteStringValue(name))),
            [StandardizerKey] = Json(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("mean");
                WriteArray(json, model.Standardizer.Mean, (writer, value) => writer.WriteNumberValue(value));
                json.WritePropertyName("deviation");
                WriteArray(json, model.Standardizer.Deviation, (writer, value) => writer.WriteNumberValue(value));
                json.WriteEndObject();
            }),
            [FingerprintKey] = model.Network.Parameters.Fingerprint(),
        };
        if (model.Network.Parameters.Buffers.Count > 0)
            metadata[StatisticsKey] = model.Network.Parameters.StatisticsFingerprint();
        return Safetensors.Write(metadata, [.. Stored(model.Network).Select(ToTensor)]);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="registry">The layers that a file may contain. Default the library's own.</param>
    /// <exception cref="ModelFormatException">It is missing, or anything about it is wrong.</exception>
    public static Model Load(string path, LayerRegistry? registry = null)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path} cannot be read: {(File.Exists(path) ? e.Message : "there is no such file.")}", e);
        }

        return FromBytes(bytes, path, registry);
    }

    /// <summary>Reads a model from the bytes of its file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <param name="registry">The layers that a file may contain. Default the library's own.</param>
    /// <exception cref="ModelFormatException">Anything about it is wrong.</exception>
    public static Model FromBytes(ReadOnlyMemory<byte> bytes, string name, LayerRegistry? registry = null)
    {
        var (metadata, tensors) = Safetensors.Read(bytes, name);
        if (!metadata.ContainsKey(LayersKey))
            throw Wrong(name, $"it has no {LayersKey} among its metadata, so it is not a model of Nabla's");
        try
        {
            var layers = ReadArray(metadata, LayersKey, layer => LayerJson.Read(layer, registry ?? LayerRegistry.Default));
            RefuseOtherSizes(layers, tensors);
            var network = new Network(layers);
            ReadParameters(network, tensors);
            network.MarkInitialized();
            if (Get(metadata, FingerprintKey) != network.Parameters.Fingerprint())
                throw new FormatException("its parameters do not match their fingerprint: the file was damaged or edited");
            if (network.Parameters.Buffers.Count > 0 && Get(metadata, StatisticsKey) != network.Parameters.StatisticsFingerprint())
                throw new FormatException("its running statistics do not match their fingerprint: the file was damaged or edited");
            var classes = ReadArray(metadata, ClassesKey, element => element.GetString() ?? throw new FormatException("a class name is null"));
            if (classes.Count != network.Outputs)
                throw new FormatException($"it names {classes.Count} classes for {network.Outputs} outputs");
            var others = metadata.Where(entry => !entry.Key.StartsWith(Prefix, StringComparison.Ordinal));
            return new(network, ReadStandardizer(metadata), classes, new Dictionary<string, string>(others, StringComparer.Ordinal));
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or JsonException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw Wrong(name, e is FormatException ? e.Message : "its metadata are not what a model's should be", e);
        }
    }

    private static IEnumerable<Parameter> Stored(Network network) => network.Parameters.All.Concat(network.Parameters.Buffers);

    private static Tensor ToTensor(Parameter parameter)
    {
        if (parameter.Role != ParameterRole.Weight)
            return new(parameter.Name, ShapeOf(parameter), parameter.Value.ToRowMajor());
        float[] turned = new float[parameter.Count];
        for (int i = 0; i < parameter.Rows; i++)
        {
            for (int j = 0; j < parameter.Columns; j++)
                turned[(j * parameter.Rows) + i] = parameter.Value[i, j];
        }

        return new(parameter.Name, ShapeOf(parameter), turned);
    }

    private static int[] ShapeOf(Parameter parameter) =>
        parameter.Role == ParameterRole.Weight ? [parameter.Columns, parameter.Rows] : parameter.Rows == 1 ? [parameter.Columns] : [parameter.Rows, parameter.Columns];

    /// <summary>Compares what the layers would take with what the file holds, before anything is allocated for them.</summary>
    private static void RefuseOtherSizes(IReadOnlyList<Layer> layers, IReadOnlyList<Tensor> tensors)
    {
        if (layers.Count == 0)
            throw new FormatException("it describes no layers");
        long expected = layers.SelectMany(layer => layer.Parameters.Concat(layer.Buffers)).Sum(parameter => (long)parameter.Count), found = tensors.Sum(tensor => (long)tensor.Values.Length);
        if (found != expected)
            throw new FormatException($"its tensors hold {found} numbers; its layers take {expected}");
    }

    private static void ReadParameters(Network network, IReadOnlyList<Tensor> tensors)
    {
        var byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var parameter in Stored(network))
        {
            int[] expected = ShapeOf(parameter);
            if (!byName.Remove(parameter.Name, out var tensor))
                throw new FormatException($"it has no tensor \"{parameter.Name}\"");
            if (!tensor.Shape.SequenceEqual(expected))
                throw new FormatException($"tensor \"{tensor.Name}\" has shape [{string.Join(", ", tensor.Shape)}]; expected [{string.Join(", ", expected)}]");

            var values = tensor.Values.Span;
            if (parameter.Role != ParameterRole.Weight)
            {
                parameter.Value.CopyFromRowMajor(values);
                continue;
            }

            for (int i = 0; i < parameter.Rows; i++)
            {
                for (int j = 0; j < parameter.Columns; j++)
                    parameter.Value[i, j] = values[(j * parameter.Rows) + i];
            }
        }

        if (byName.Count > 0)
            throw new FormatException($"it has a tensor \"{byName.Keys.Order(StringComparer.Ordinal).First()}\" that no layer of it knows");
    }

    private static Standardizer ReadStandardizer(IReadOnlyDictionary<string, string> metadata)
    {
        using var json = JsonDocument.Parse(Get(metadata, StandardizerKey));
        double[] mean = Read("mean"), deviation = Read("deviation");
        return mean.Length == deviation.Length ? new(mean, deviation) : throw new FormatException("its standardizer has more means than deviations, or fewer");

        double[] Read(string property) => [.. json.RootElement.GetProperty(property).EnumerateArray().Select(element => element.GetDouble())];
    }

    private static List<T> ReadArray<T>(IReadOnlyDictionary<string, string> metadata, string key, Func<JsonElement, T> read)
    {
        using var json = JsonDocument.Parse(Get(metadata, key));
        return [.. json.RootElement.EnumerateArray().Select(read)];
    }

    private static string Get(IReadOnlyDictionary<string, string> metadata, string key) =>
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

    private static ModelFormatException Wrong(string name, string what, Exception? inner = null) => new($"{name} cannot be read: {what}.", inner);
}
