using Nabla.Networks;

namespace Nabla;

/// <summary>Writes the preprocessing documented in <see cref="InputSchema"/>, from raw values to the inputs of the network, as operators.</summary>
internal static class InputGraph
{
    /// <summary>The name of the input if all features are numeric.</summary>
    public const string Name = "input";

    /// <summary>Adds the inputs of the graph and all preprocessing.</summary>
    /// <returns>The name of the inputs of the network, [rows, inputs].</returns>
    public static string Write(GraphBuilder graph, InputSchema schema)
    {
        if (schema.Image is { } image)
            return Images(graph, schema, image);
        if (schema.Columns.Count > 0)
            return Standardize(graph, schema.Standardizer, new ColumnGraph(graph, schema).Write(), isDouble: true);
        return Standardize(graph, schema.Standardizer, graph.Input(Name, OnnxType.Single, schema.Features), isDouble: false);
    }

    /// <summary>Standardizes in double precision, as the library does: the mean of a column may be far larger than its deviation.</summary>
    private static string Standardize(GraphBuilder graph, Standardizer standardizer, string x, bool isDouble)
    {
        double[] mean = [.. standardizer.Mean], deviation = [.. standardizer.Deviation.Select(value => value == 0 ? 1 : value)];
        bool changes = mean.Any(value => value != 0) || deviation.Any(value => value != 1);
        if (!changes && !isDouble)
            return x;
        string wide = isDouble ? x : graph.Cast("input.wide", x, OnnxType.Double);
        if (changes)
        {
            wide = graph.Add("Sub", "input.centred", [wide, graph.Constant(OnnxTensor.Of("input.mean", [1, mean.Length], mean))]);
            wide = graph.Add("Div", "input.scaled", [wide, graph.Constant(OnnxTensor.Of("input.deviation", [1, mean.Length], deviation))]);
        }

        return graph.Cast("input.standardized", wide, OnnxType.Single);
    }

    /// <summary>Computes raw · scale + shift for each channel.</summary>
    private static string Images(GraphBuilder graph, InputSchema schema, ImageShape image)
    {
        int channels = image.Channels, plane = schema.Features / channels;
        float[] scale = new float[channels], shift = new float[channels];
        for (int i = 0; i < channels; i++)
        {
            double deviation = schema.Standardizer.Deviation[i] == 0 ? 1 : schema.Standardizer.Deviation[i];
            (scale[i], shift[i]) = ((float)(1 / (schema.PixelDivisor * deviation)), (float)(-schema.Standardizer.Mean[i] / deviation));
        }

        string x = graph.Input(Name, OnnxType.Single, schema.Features);
        if (channels > 1)
            x = graph.Add("Reshape", "input.channels", [x, graph.Constant(OnnxTensor.Of("input.channelShape", [3], (long[])[0, channels, plane]))]);
        x = graph.Add("Mul", "input.scaled", [x, graph.Constant(OnnxTensor.Of("input.scale", [channels, 1], scale))]);
        x = graph.Add("Add", "input.standardized", [x, graph.Constant(OnnxTensor.Of("input.shift", [channels, 1], shift))]);
        return channels > 1 ? graph.Add("Reshape", "input.rows", [x, graph.Constant(OnnxTensor.Of("input.rowShape", [2], (long[])[0, schema.Features]))]) : x;
    }
}
