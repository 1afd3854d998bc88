namespace Nabla.Networks;

/// <summary>Converts a network's parameters and running statistics to the tensors of a file, and back.</summary>
/// <remarks>Weights are [outputs, inputs] in files; single-row parameters are [columns].</remarks>
internal static class ParameterTensors
{
    /// <summary>Returns the tensors, parameters first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">Returns the name of a parameter in the file.</param>
    public static IEnumerable<Tensor> Of(Network network, Func<string, string> name) => Stored(network).Select(parameter => ToTensor(parameter, name(parameter.Name)));

    /// <summary>Returns the parameters and running statistics that a file contains.</summary>
    public static IEnumerable<Parameter> Stored(Network network) => network.Parameters.All.Concat(network.Parameters.Buffers);

    /// <summary>Returns the shape of a parameter in a file.</summary>
    public static int[] ShapeOf(Parameter parameter) =>
        parameter.IsWeight ? [parameter.Columns, parameter.Rows] : parameter.Rows == 1 ? [parameter.Columns] : [parameter.Rows, parameter.Columns];

    /// <summary>Throws if the layers and the file have different numbers of elements, before anything is allocated.</summary>
    /// <exception cref="FormatException">The numbers of elements differ; the message is the end of a sentence.</exception>
    public static void RefuseOtherSizes(IReadOnlyList<Layer> layers, IReadOnlyList<Tensor> tensors)
    {
        long expected = layers.SelectMany(layer => layer.Parameters.Concat(layer.Buffers)).Sum(parameter => (long)parameter.Count), found = tensors.Sum(tensor => (long)tensor.Values.Length);
        if (found != expected)
            throw new FormatException($"its tensors have {found} elements; its layers need {expected}");
    }

    /// <summary>Sets every parameter and running statistic.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tensors">One tensor per parameter and running statistic, and no other.</param>
    /// <param name="name">Returns the name of a parameter in the file.</param>
    /// <exception cref="FormatException">A tensor is missing, of another shape or unknown; the message is the end of a sentence.</exception>
    public static void Read(Network network, IEnumerable<Tensor> tensors, Func<string, string> name)
    {
        var byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var parameter in Stored(network))
        {
            int[] expected = ShapeOf(parameter);
            if (!byName.Remove(name(parameter.Name), out var tensor))
                throw new FormatException($"it has no tensor \"{name(parameter.Name)}\"");
            if (!tensor.Shape.SequenceEqual(expected))
                throw new FormatException($"tensor \"{tensor.Name}\" has shape [{string.Join(", ", tensor.Shape)}]; expected [{string.Join(", ", expected)}]");
            if (tensor.IsInteger)
                throw new FormatException($"tensor \"{tensor.Name}\" has dtype {tensor.Type}; expected F32");
            Set(parameter, tensor.Values.Span);
        }

        if (byName.Count > 0)
            throw new FormatException($"it has a tensor \"{byName.Keys.Order(StringComparer.Ordinal).First()}\" that belongs to no layer");
    }

    private static Tensor ToTensor(Parameter parameter, string name)
    {
        if (!parameter.IsWeight)
            return new(name, ShapeOf(parameter), parameter.Value.ToRowMajor());
        float[] transposed = new float[parameter.Count];
        for (int i = 0; i < parameter.Rows; i++)
        {
            for (int j = 0; j < parameter.Columns; j++)
                transposed[(j * parameter.Rows) + i] = parameter.Value[i, j];
        }

        return new(name, ShapeOf(parameter), transposed);
    }

    private static void Set(Parameter parameter, ReadOnlySpan<float> values)
    {
        if (!parameter.IsWeight)
        {
            parameter.Value.CopyFromRowMajor(values);
            return;
        }

        for (int i = 0; i < parameter.Rows; i++)
        {
            for (int j = 0; j < parameter.Columns; j++)
                parameter.Value[i, j] = values[(j * parameter.Rows) + i];
        }
    }
}
