using Nabla.Networks;

namespace Nabla;

/// <summary>Reads operators that are layers, or parts of one.</summary>
internal sealed class LayerNodes(GraphConstants constants, LayerChain chain, NumberBudget budget)
{
    private const float DefaultEpsilon = 1e-5f, DefaultSlope = 0.01f;

    // The tensor of a product that a bias may follow, and its layer.
    private string? _product;
    private Layer? _productLayer;

    /// <summary>Reads a node as a layer.</summary>
    /// <returns>Whether the node is one.</returns>
    /// <exception cref="FormatException">The node has an unsupported form.</exception>
    public bool TryRead(OnnxNode node)
    {
        if (node.Domain.Length > 0 || node.Inputs.Count == 0 || node.Outputs.Count == 0)
            return false;
        string x = node.Inputs[0];
        switch (node.Operator)
        {
            case "Gemm": AddGemm(node, x); return true;
            case "MatMul": AddProduct(node, x); return true;
            case "Add": AddSum(node); return true;
            case "BatchNormalization": AddBatchNorm(node, x); return true;
            case "Elu": Add(node, x, width => new Elu(width, node["alpha"]?.Single ?? 1)); return true;
            case "LeakyRelu": Add(node, x, width => new LeakyRelu(width, node["alpha"]?.Single ?? DefaultSlope)); return true;
            case "Relu": Add(node, x, width => new Relu(width)); return true;
            case "Sigmoid": Add(node, x, width => new Sigmoid(width)); return true;
            case "Tanh": Add(node, x, width => new Tanh(width)); return true;
            case "Softplus": Add(node, x, width => new Softplus(width)); return true;
            case "Softmax": AddSoftmax(node, x); return true;
            default: return false;
        }
    }

    private void Add(OnnxNode node, string x, Func<int, Layer> create)
    {
        RequireTensor(node, x);
        chain.Add(node, x, create(chain.Width ?? throw new FormatException($"{node} is before any layer with weights, and the file does not declare the number of features")));
    }

    private void AddSoftmax(OnnxNode node, string x)
    {
        if ((node["axis"]?.Integer ?? 1) is not (1 or -1))
            throw new FormatException($"{node} runs along another axis than the classes");
        Add(node, x, width => new Softmax(width));
    }

    private void AddGemm(OnnxNode node, string x)
    {
        if ((node["transA"]?.Integer ?? 0) != 0)
            throw new FormatException($"{node} transposes its input");
        float alpha = node["alpha"]?.Single ?? 1, beta = node["beta"]?.Single ?? 1;
        bool isTransposed = (node["transB"]?.Integer ?? 0) != 0;
        var linear = AddLinear(node, x, isTransposed, alpha);
        if (node.Inputs.Count > 2 && node.Inputs[2].Length > 0)
            SetBias(node, linear, Vector(node, 2, linear.Outputs), beta);
    }

    private void AddProduct(OnnxNode node, string x)
    {
        _productLayer = AddLinear(node, x, isTransposed: false, factor: 1);
        _product = node.Outputs[0];
    }

    private Linear AddLinear(OnnxNode node, string x, bool isTransposed, float factor)
    {
        RequireTensor(node, x);
        var weight = Constant(node, 1);
        if (weight.Shape.Count != 2 || weight.Shape[0] < 1 || weight.Shape[1] < 1)
            throw new FormatException($"{node} has weights of shape [{string.Join(", ", weight.Shape)}]; expected a matrix");
        var (inputs, outputs) = isTransposed ? (weight.Shape[1], weight.Shape[0]) : (weight.Shape[0], weight.Shape[1]);
        budget.Take(((long)inputs * outputs) + outputs);
        float[] values = weight.ToSingles();
        var linear = new Linear(inputs, outputs);
        var target = linear.Parameters[0].Value;
        float[] rows = isTransposed || factor != 1 ? new float[values.Length] : values;
        for (int i = 0; i < inputs && !ReferenceEquals(rows, values); i++)
        {
            for (int j = 0; j < outputs; j++)
                rows[(i * outputs) + j] = factor * (isTransposed ? values[(j * inputs) + i] : values[(i * outputs) + j]);
        }

        target.CopyFromRowMajor(Finite(node, rows));
        chain.Add(node, x, linear);
        return linear;
    }

    /// <summary>Reads a bias after a product, or the end of a residual block.</summary>
    private void AddSum(OnnxNode node)
    {
        if (node.Inputs.Count != 2)
            throw new FormatException($"{node} has {node.Inputs.Count} inputs");
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (chain.Contains(a) && chain.Contains(b))
        {
            chain.AddResidual(node, a, b);
            return;
        }

        var (x, bias) = constants.Contains(b) ? (a, 1) : (b, 0);
        RequireTensor(node, x);
        if (x != _product || _productLayer is not Linear linear || !ReferenceEquals(chain.Layers[^1], linear))
            throw new FormatException($"{node} adds a constant to \"{x}\", which is not the product of a linear layer");
        chain.Complete(node, x);
        SetBias(node, linear, Vector(node, bias, linear.Outputs), 1);
        _product = null;
    }

    private void AddBatchNorm(OnnxNode node, string x)
    {
        if (node.Inputs.Count != 5 || (node["training_mode"]?.Integer ?? 0) != 0 || node.Outputs.Skip(1).Any(output => output.Length > 0))
            throw new FormatException($"{node} is in training mode; export the model in evaluation mode");
        RequireTensor(node, x);
        int width = Constant(node, 1).Count;
        if (width < 1)
            throw new FormatException($"{node} has no features");
        budget.Take(4L * width);
        float epsilon = node["epsilon"]?.Single ?? DefaultEpsilon;
        if (!(epsilon >= 0 && float.IsFinite(epsilon)))
            throw new FormatException($"{node} has an epsilon that is not a finite number of at least 0");
        var norm = new BatchNorm(width, epsilon);
        Parameter[] parameters = [.. norm.Parameters, .. norm.Buffers];
        for (int i = 0; i < parameters.Length; i++)
        {
            float[] values = Vector(node, 1 + i, width);
            if (values.Length != width || (i == 3 && values.Any(variance => !(variance >= 0 && variance + epsilon > 0))))
                throw new FormatException($"{node} has {values.Length} values for {width} features, or a variance that is not above 0");
            values.CopyTo(parameters[i].Value.Data);
        }

        chain.Add(node, x, norm);
    }

    private static void SetBias(OnnxNode node, Linear linear, float[] bias, float factor)
    {
        float[] values = [.. Enumerable.Range(0, linear.Outputs).Select(j => factor * (bias.Length == 1 ? bias[0] : bias[j]))];
        Finite(node, values).CopyTo(linear.Parameters[1].Value.Data);
    }

    private void RequireTensor(OnnxNode node, string x)
    {
        if (!chain.Contains(x))
            throw new FormatException($"{node} reads \"{x}\", which is not the output of a node before it");
    }

    private OnnxTensor Constant(OnnxNode node, int input) =>
        input < node.Inputs.Count && constants.Find(node.Inputs[input]) is { } found ? found : throw new FormatException($"input {input} of {node} is not a constant");

    /// <summary>Returns the elements of [width], [1, width] or a scalar.</summary>
    private float[] Vector(OnnxNode node, int input, int width)
    {
        var tensor = Constant(node, input);
        bool isRow = tensor.Shape.Count <= 2 && (tensor.Shape.Count < 2 || tensor.Shape[0] == 1) && (tensor.Count == width || tensor.Count == 1);
        return isRow ? Finite(node, tensor.ToSingles()) : throw new FormatException($"input {input} of {node} has shape [{string.Join(", ", tensor.Shape)}]; expected {width} numbers");
    }

    private static float[] Finite(OnnxNode node, float[] values) =>
        Array.TrueForAll(values, float.IsFinite) ? values : throw new FormatException($"{node} has a weight that is not finite");
}
