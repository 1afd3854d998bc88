using System.Text.Json;

namespace Nabla.Networks;

/// <summary>Reads and writes a <see cref="Model"/> as one safetensors file.</summary>
/// <remarks>
/// Weights are written [outputs, inputs], as in PyTorch's Linear, under the names of <c>Parameter.Name</c>; single-row parameters as [columns].
/// The metadata contain the layers, the input schema, the task and the class names as JSON, and the fingerprints of the parameters and of the running
/// statistics, which are verified when the file is read. A file for PyTorch has the names of a state dict, which nabla.names records.
/// Saving a loaded model reproduces the bytes. <see cref="Save"/> verifies that <see cref="Load"/> can read the file.
/// </remarks>
internal static class ModelFile
{
    /// <summary>The prefix of the names in the metadata that Nabla writes itself.</summary>
    internal const string ReservedPrefix = "nabla.";

    private const string FingerprintKey = ReservedPrefix + "fingerprint";
    private const string ChecksumKey = ReservedPrefix + "checksum";
    private const string StatisticsKey = ReservedPrefix + "statistics";
    private const string NamesKey = ReservedPrefix + "names";
    private const string PyTorchConvention = "pytorch";

    /// <summary>Writes a model. The file appears under its name only once it is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="model">The model.</param>
    /// <param name="registry">The layers that <see cref="Load"/> will know. Default: the library's own.</param>
    /// <exception cref="ArgumentException">The model could not be loaded; the message says why. Nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, Model model, LayerRegistry? registry = null)
    {
        byte[] bytes = ToBytes(model, registry);
        WholeFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Returns the bytes of a model's file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="registry">The layers that <see cref="FromBytes"/> will know. Default: the library's own.</param>
    /// <param name="forPyTorch">Whether tensors have the names of PyTorch's state dict. Default false: those of the parameters.</param>
    /// <exception cref="ArgumentException">The model could not be loaded; the message says why.</exception>
    public static byte[] ToBytes(Model model, LayerRegistry? registry = null, bool forPyTorch = false)
    {
        var metadata = new Dictionary<string, string>(model.Metadata, StringComparer.Ordinal);
        Tensor[] tensors = [.. ParameterTensors.Of(model.Network, Naming(forPyTorch))];
        RequireLoadable(model, metadata, tensors, registry ?? LayerRegistry.Default);
        metadata[FingerprintKey] = model.Network.Parameters.Fingerprint();
        if (model.Network.Parameters.Buffers.Count > 0)
            metadata[StatisticsKey] = model.Network.Parameters.StatisticsFingerprint();
        if (forPyTorch)
        {
            (metadata[NamesKey], metadata[ModelHeader.FormatKey]) = (PyTorchConvention, ModelHeader.Format);
            tensors = [.. tensors, .. PyTorchNames.Counters(model.Network.Layers).Select(name => new Tensor(name, [], new ReadOnlyMemory<long>([0])))];
        }

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
            ParameterTensors.RefuseOtherSizes(header.Layers, tensors);
            var network = new Network(header.Layers);
            ReadParameters(network, tensors, HasPyTorchNames(metadata));
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

    /// <summary>Writes the header and reads it again as <see cref="FromBytes"/> would. Throws if the result differs, before anything is written.</summary>
    private static void RequireLoadable(Model model, Dictionary<string, string> metadata, IReadOnlyList<Tensor> tensors, LayerRegistry registry)
    {
        try
        {
            ModelHeader.Write(model, registry, metadata);
            var header = ModelHeader.Read(metadata, registry);
            ParameterTensors.RefuseOtherSizes(header.Layers, tensors);
            for (int i = 0; i < header.Layers.Count; i++)
            {
                if (!header.Layers[i].Describe().Equals(model.Network.Layers[i].Describe()))
                    throw new FormatException($"layers[{i}] {model.Network.Layers[i]} would be loaded as {header.Layers[i]}");
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

    /// <summary>Throws if names differ: a lone surrogate does not survive a file.</summary>
    private static void RequireSame(IReadOnlyList<string> names, IReadOnlyList<string> read)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] != read[i])
                throw new FormatException($"the name \"{read[i]}\" contains half of a surrogate pair, which is not valid text");
        }
    }

    private static string[] Texts(InputSchema input) => [.. input.Columns.SelectMany(column => column.Categories.Prepend(column.Name))];

    private static Func<string, string> Naming(bool forPyTorch) => forPyTorch ? PyTorchNames.Of : name => name;

    private static bool HasPyTorchNames(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault(NamesKey) switch
    {
        null => false,
        PyTorchConvention => true,
        var other => throw new FormatException($"its {NamesKey} is \"{other}\"; expected {PyTorchConvention}"),
    };

    private static void ReadParameters(Network network, IReadOnlyList<Tensor> tensors, bool isForPyTorch)
    {
        var counters = isForPyTorch ? PyTorchNames.Counters(network.Layers).ToHashSet(StringComparer.Ordinal) : [];
        ParameterTensors.Read(network, tensors.Where(tensor => !(tensor.IsInteger && counters.Contains(tensor.Name))), Naming(isForPyTorch));
    }
}
