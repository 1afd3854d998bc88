using System.Globalization;
using System.Runtime.InteropServices;

namespace Nabla;

/// <summary>Reads and writes what identifies a file of this library: the producer, and the model's own metadata besides the graph, which restore the complete model.</summary>
/// <remarks>
/// <code>
/// nabla.…              as in the model's own file: layers, input schema, task, fingerprints
/// nabla.metadata.KEY   other text saved with the model
/// nabla.tensor.NAME    "[3,3] BASE64": a tensor that no operator reads, such as a running covariance
/// nabla.digest         SHA-256 of all bytes before it, the last entry of the file
/// classes              the class names, a JSON list
/// features             the names of the features, a JSON list, if they are known
/// targets              the names of the predicted values, a JSON list
/// </code>
/// </remarks>
internal static class OwnFile
{
    public const string Producer = "Nabla";
    public const string GraphName = "Nabla model";
    private const string Prefix = "nabla.", TextPrefix = "nabla.metadata.", TensorPrefix = "nabla.tensor.", ParameterPrefix = "layers.", DigestKey = "nabla.digest";

    /// <summary>Returns whether a file was written by this library, even if it has been modified since.</summary>
    public static bool Is(OnnxFile file) =>
        file.Producer == Producer || file.Graph.Name == GraphName || file.Metadata.Any(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>Returns the metadata that restore the model.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Metadata(ModelContents contents, OnnxGraph graph)
    {
        foreach (var (key, value) in contents.Metadata)
            yield return new(key.StartsWith(Prefix, StringComparison.Ordinal) ? key : TextPrefix + key, value);
        var written = graph.Initializers.Select(initializer => initializer.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in contents.Tensors.Where(tensor => !written.Contains(tensor.Name)))
            yield return new(TensorPrefix + tensor.Name, $"[{string.Join(',', tensor.Shape)}] {Convert.ToBase64String(tensor.Raw.Span)}");
    }

    /// <summary>Returns the model of a file whose digest matches.</summary>
    /// <exception cref="FormatException">The metadata are invalid.</exception>
    /// <exception cref="InvalidDataException">The metadata are not those of a model.</exception>
    public static Model ToModel(OnnxFile file, string name)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        List<OnnxTensor> tensors = [.. file.Graph.Initializers.Where(initializer => initializer.Name.StartsWith(ParameterPrefix, StringComparison.Ordinal))];
        foreach (var (key, value) in file.Metadata)
        {
            if (key.StartsWith(TensorPrefix, StringComparison.Ordinal))
                tensors.Add(ReadTensor(key[TensorPrefix.Length..], value));
            else if (key.StartsWith(TextPrefix, StringComparison.Ordinal))
                metadata[key[TextPrefix.Length..]] = value;
            else if (key.StartsWith(Prefix, StringComparison.Ordinal) && key != DigestKey)
                metadata[key] = value;
        }

        return new ModelContents(metadata, tensors).ToModel(name);
    }

    private static OnnxTensor ReadTensor(string name, string text)
    {
        int end = text.IndexOf("] ", StringComparison.Ordinal);
        if (end < 1)
            throw new FormatException($"its metadata {TensorPrefix}{name} are not those of a tensor");
        int[] shape = [.. text[1..end].Split(',').Select(size => int.Parse(size, NumberStyles.None, CultureInfo.InvariantCulture))];
        byte[] raw = Convert.FromBase64String(text[(end + 2)..]);
        return OnnxTensor.Of(name, shape, MemoryMarshal.Cast<byte, float>(raw)) with { Raw = raw };
    }
}
