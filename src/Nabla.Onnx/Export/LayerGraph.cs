using Nabla.Networks;

namespace Nabla;

/// <summary>Writes the layers of a network in evaluation mode as operators. Weights are initializers with the names of the parameters.</summary>
internal static class LayerGraph
{
    /// <summary>Adds the layers.</summary>
    /// <param name="graph">Receives the operators.</param>
    /// <param name="layers">The layers of a network, or of a block.</param>
    /// <param name="x">The name of the layers' input.</param>
    /// <param name="place">The prefix of the names of their outputs: "layers".</param>
    /// <returns>The name of the layers' output.</returns>
    /// <exception cref="NotSupportedException">A layer is not one of the library's.</exception>
    public static string Write(GraphBuilder graph, IReadOnlyList<Layer> layers, string x, string place)
    {
        for (int i = 0; i < layers.Count; i++)
            x = Write(graph, layers[i], x, $"{place}.{i}");
        return x;
    }

    private static string Write(GraphBuilder graph, Layer layer, string x, string place)
    {
        string y = $"{place}.output";
        switch (layer)
        {
            case Linear: return graph.Add("Gemm", y, [x, layer.Parameters[0].Name, layer.Parameters[1].Name], OnnxAttribute.Of("transB", 1));
            case Elu elu: return graph.Add("Elu", y, [x], OnnxAttribute.Of("alpha", elu.Alpha));
            case LeakyRelu leaky: return graph.Add("LeakyRelu", y, [x], OnnxAttribute.Of("alpha", leaky.Slope));
            case Relu or Sigmoid or Tanh or Softplus: return graph.Add(layer.Kind, y, [x]);
            case Softmax: return graph.Add("Softmax", y, [x], OnnxAttribute.Of("axis", -1L));
            case BatchNorm norm:
                return graph.Add("BatchNormalization", y, [x, .. norm.Parameters.Concat(norm.Buffers).Select(parameter => parameter.Name)], OnnxAttribute.Of("epsilon", norm.Epsilon));
            case WhiteningBatchNorm norm: return Whitening(graph, norm, x, place);
            case Dropout: return x;
            case Residual block: return graph.Add("Add", y, [Write(graph, block.Layers, x, place), x]);
            default:
                // The library's identity has no public class.
                if (layer.Kind == "Identity" && layer.GetType().Assembly == typeof(Layer).Assembly)
                    return x;
                throw new NotSupportedException($"{place} {layer} has no operator in ONNX: only the library's own layers do. Save the model as safetensors.");
        }
    }

    /// <summary>Computes y = γ ∘ ((x − mean) W) + β, with W the inverse root of the running covariance.</summary>
    private static string Whitening(GraphBuilder graph, WhiteningBatchNorm norm, string x, string place)
    {
        int width = norm.Inputs;
        string whitening = graph.Constant(OnnxTensor.Of($"output.{place}.whitening", [width, width], WhiteningOf(norm)));
        string centred = graph.Add("Sub", $"{place}.centred", [x, norm.Buffers[0].Name]);
        string whitened = graph.Add("MatMul", $"{place}.whitened", [centred, whitening]);
        string scaled = graph.Add("Mul", $"{place}.scaled", [whitened, norm.Parameters[0].Name]);
        return graph.Add("Add", $"{place}.output", [scaled, norm.Parameters[1].Name]);
    }

    /// <summary>Returns W exactly: the layer's outputs for the unit vectors with mean 0, γ = 1 and β = 0.</summary>
    private static float[] WhiteningOf(WhiteningBatchNorm norm)
    {
        var plain = new WhiteningBatchNorm(norm.Inputs, norm.Epsilon, norm.Momentum);
        norm.Buffers[1].Value.Data.CopyTo(plain.Buffers[1].Value.Data);
        int width = norm.Inputs;
        float[] unit = new float[width * width], whitening = new float[width * width];
        for (int i = 0; i < width; i++)
            unit[(i * width) + i] = 1;
        using var processor = new Processor(1);
        plain.Forward(new Pass(processor, PassMode.Inference), new(unit, width, width), new MatrixView(whitening, width, width), new float[plain.CacheLength(width)]);
        return whitening;
    }
}
