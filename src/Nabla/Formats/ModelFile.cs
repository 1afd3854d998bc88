using System.Text.Json;

namespace Nabla.Networks;

/// <summary>A <see cref="Model"/> as one safetensors file.</summary>
/// <remarks>
/// Weights are written [outputs, inputs], as PyTorch's Linear holds them, under the names of <c>Parameter.Name</c>; what has one row as [columns].
/// The metadata hold the layers, the input schema, the task and the class names as JSON, and the fingerprints of the parameters and of the running
/// statistics, which are checked when the file is read.
/// Saving a loaded model gives the same bytes. What <see cref="Save"/> accepts, <see cref="Load"/> reads: both go by one rule.
/// </remarks>
internal static class ModelFile
{
    /// <summary>The beginning of the names in the metadata that Nabla writes itself.</summary>
    internal const string ReservedPrefix = "nabla.";

    private const string FingerprintKey = ReservedPrefix + "fingerprint";
    private const string ChecksumKey = ReservedPrefix + "checksum";
    private const string StatisticsKey = ReservedPrefix + "statistics";

    /// <summary>Writes a model; the file gets its name only when it is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="model">The model.</param>
    /// <param name="registry">The layers that <see cref="Load"/> knows. Default: the library's own.</param>
    /// <exception cref="ArgumentException">The model could not be loaded again; the message says why. Nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written there.</exception>
    public static void Save(string path, Model model, LayerRegistry? registry = null)
    {
        byte[] bytes = ToBytes(model, registry);
        WholeFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Returns the bytes of a model's file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="registry">The layers that <see cref="FromBytes"/> knows. Default: the library's own.</param>
    /// <exception cref="ArgumentException">The model could not be loaded again; the message says why.</exception>
    public static byte[] ToBytes(Model model, LayerRegistry? registry = null)
    {
        var metadata = new Dictionary<string, string>(model.Metadata, StringComparer.Ordinal);
        Tensor[] tensors = [.. Stored(model.Network).Select(ToTensor)];
        RequireLoadable(model, metadata, tensors, registry ?? LayerRegistry.Default);
        metadata[FingerprintKey] = model.Network.Parameters.Fingerprint();
        if (model.Network.Parameters.Buffers.Count > 0)
            metadata[StatisticsKey] = model.Network.Parameters.StatisticsFingerprint();
        if (metadata[ModelHeader.FormatKey] == ModelHeader.Format)
            metadata[ChecksumKey] = MetadataChecksum.Of(metadata, ChecksumKey);
        return Safetensors.Write(metadata, tensors);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="registry">The layers that a file may contain. Default: the library's own.</param>
    /// <exception cref="InvalidDataException">The file is missing, damaged or not a model.</exception>
    public static Model Load(string path, LayerRegistry? registry = null)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {(File.Exists(path) ? e.Message : "there is no such file.")}", e);
        }

        return FromBytes(bytes, path, registry);
    }

    /// <summary>Reads a model from the bytes of its file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">The name of the file in error messages.</param>
    /// <param name="registry">The layers that a file may contain. Default: the library's own.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not a model.</exception>
    public static Model FromBytes(ReadOnlyMemory<byte> bytes, string name, LayerRegistry? registry = null)
    {
        var (metadata, tensors) = Safetensors.Read(bytes, name);
        try
        {
            var header = ModelHeader.Read(metadata, registry ?? LayerRegistry.Default);
            RefuseOtherSizes(header.Layers, tensors);
            var network = new Network(header.Layers);
            ReadParameters(network, tensors);
            network.MarkInitialized();
            if (ModelHeader.Get(metadata, FingerprintKey) != network.Parameters.Fingerprint())
                throw new FormatException("its parameters do not match their fingerprint: the file was damaged or edited");
            if (network.Parameters.Buffers.Count > 0 && ModelHeader.Get(metadata, StatisticsKey) != network.Parameters.StatisticsFingerprint())
                throw new FormatException("its running statistics do not match their fingerprint: the file was damaged or edited");
            var others = metadata.Where(entry => !entry.Key.StartsWith(ReservedPrefix, StringComparison.Ordinal));
            var model = new Model(network, header.Input, header.Task, header.Output, header.TargetScaling, new Dictionary<string, string>(others, StringComparer.Ordinal));
            if (ModelHeader.Get(metadata, ModelHeader.FormatKey) == ModelHeader.Format && ModelHeader.Get(metadata, ChecksumKey) != MetadataChecksum.Of(metadata, ChecksumKey))
                throw new FormatException("its metadata do not match their checksum: the file was damaged or edited");
            return model;
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or JsonException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{name} cannot be read: {(e is FormatException ? ShownText.Escaped(e.Message) : "its metadata are not what a model's should be")}.", e);
        }
    }

    /// <summary>Writes the header and reads it again as <see cref="FromBytes"/> would: what does not come back the same is refused before anything is written.</summary>
    private static void RequireLoadable(Model model, Dictionary<string, string> metadata, IReadOnlyList<Tensor> tensors, LayerRegistry registry)
    {
        try
        {
            ModelHeader.Write(model, registry, metadata);
            var header = ModelHeader.Read(metadata, registry);
            RefuseOtherSizes(header.Layers, tensors);
            for (int i = 0; i < header.Layers.Count; i++)
            {
                if (!header.Layers[i].Describe().Equals(model.Network.Layers[i].Describe()))
                    throw new FormatException($"layers[{i}] {model.Network.Layers[i]} would come back as {header.Layers[i]}");
            }

            RequireSame(model.Task.Names, header.Task.Names);
            RequireSame(model.Input.FeatureNames, header.Input.FeatureNames);
            RequireSame([model.Task.Target ?? ""], [header.Task.Target ?? ""]);
            RequireSame(Texts(model.Input), Texts(header.Input));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ArgumentException($"The model cannot be saved: {ModelHeader.FirstSentence(e)}.", nameof(model), e);
        }
    }

    /// <summary>Text with half of a surrogate pair does not survive a file.</summary>
    private static void RequireSame(IReadOnlyList<string> names, IReadOnlyList<string> read)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] != read[i])
                throw new FormatException($"the name \"{read[i]}\" holds half of a surrogate pair, which is no text");
        }
    }

    private static string[] Texts(InputSchema input) => [.. input.Columns.SelectMany(column => column.Categories.Prepend(column.Name))];

    private static IEnumerable<Parameter> Stored(Network network) => network.Parameters.All.Concat(network.Parameters.Buffers);

    private static Tensor ToTensor(Parameter parameter)
    {
        if (!parameter.IsWeight)
            return new(parameter.Name, ShapeOf(parameter), parameter.Value.ToRowMajor());
        float[] transposed = new float[parameter.Count];
        for (int i = 0; i < parameter.Rows; i++)
        {
            for (int j = 0; j < parameter.Columns; j++)
                transposed[(j * parameter.Rows) + i] = parameter.Value[i, j];
        }

        return new(parameter.Name, ShapeOf(parameter), transposed);
    }

    private static int[] ShapeOf(Parameter parameter) =>
        parameter.IsWeight ? [parameter.Columns, parameter.Rows] : parameter.Rows == 1 ? [parameter.Columns] : [parameter.Rows, parameter.Columns];

    /// <summary>Compares what the layers would take with what the file holds, before anything is allocated for them.</summary>
    private static void RefuseOtherSizes(IReadOnlyList<Layer> layers, IReadOnlyList<Tensor> tensors)
    {
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
            if (!parameter.IsWeight)
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
}
