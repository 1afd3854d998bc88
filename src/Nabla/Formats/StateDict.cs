namespace Nabla.Networks;

/// <summary>Sets the parameters of a network from a PyTorch state dict: all of them, or none.</summary>
internal static class StateDict
{
    private const int MaxShown = 20;

    /// <summary>Reads a file whose tensors have the names and shapes of an nn.Sequential of the network's layers.</summary>
    /// <exception cref="InvalidDataException">The file is missing or damaged, does not fit the network, or contains an invalid value. The network is unchanged.</exception>
    public static void Load(Network network, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Load(network, file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {(File.Exists(path) ? e.Message : "there is no such file.")}", e);
        }
    }

    private static void Load(Network network, Stream file, string name)
    {
        var (_, tensors) = Safetensors.Read(file, name, TensorTypes.StateDict);
        string[] differences = [.. Differences(network, tensors)];
        if (differences.Length > 0)
        {
            string more = differences.Length > MaxShown ? $"; and {differences.Length - MaxShown} more" : "";
            throw new InvalidDataException(
                $"{name} does not fit the network: {string.Join("; ", differences.Take(MaxShown))}{more}. Expected the state_dict() of an nn.Sequential with one module for each layer.");
        }

        RequireValues(network, tensors, name);
        ParameterTensors.Read(network, tensors.Where(tensor => !tensor.IsInteger), PyTorchNames.Of);
        network.MarkInitialized();
    }

    /// <summary>Compares names and shapes: first missing or different tensors, then unknown ones.</summary>
    private static IEnumerable<string> Differences(Network network, IReadOnlyList<Tensor> tensors)
    {
        var found = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var parameter in ParameterTensors.Stored(network))
        {
            string expected = PyTorchNames.Of(parameter.Name);
            int[] shape = ParameterTensors.ShapeOf(parameter);
            if (!found.Remove(expected, out var tensor))
                yield return $"it has no \"{expected}\"";
            else if (!tensor.Shape.SequenceEqual(shape))
                yield return $"\"{expected}\" has shape [{Sizes(tensor.Shape)}], expected [{string.Join(", ", shape)}]";
            else if (tensor.IsInteger)
                yield return $"\"{expected}\" has dtype {tensor.Type}, expected F32";
        }

        foreach (string counter in PyTorchNames.Counters(network.Layers))
        {
            if (found.GetValueOrDefault(counter)?.IsInteger == true)
                found.Remove(counter);
        }

        foreach (string unknown in found.Keys.Order(StringComparer.Ordinal))
            yield return $"\"{ShownText.Of(unknown)}\" belongs to no layer";
    }

    /// <summary>Throws if a value is not finite, or a variance is negative: predictions would be NaN.</summary>
    private static void RequireValues(Network network, IReadOnlyList<Tensor> tensors, string name)
    {
        var byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var parameter in ParameterTensors.Stored(network))
        {
            string called = PyTorchNames.Of(parameter.Name);
            bool isVariance = called.EndsWith(".running_var", StringComparison.Ordinal);
            foreach (float value in byName[called].Values.Span)
            {
                if (!float.IsFinite(value))
                    throw new InvalidDataException($"{name} does not fit the network: \"{called}\" holds a value that is not finite; expected finite numbers.");
                if (isVariance && value < 0)
                    throw new InvalidDataException($"{name} does not fit the network: \"{called}\" holds a variance below 0; expected at least 0.");
            }
        }
    }

    private static string Sizes(IReadOnlyList<int> shape) => string.Join(", ", shape.Take(4)) + (shape.Count > 4 ? ", ..." : "");
}
