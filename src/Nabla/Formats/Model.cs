using System.Collections.ObjectModel;

using Nabla.Networks;

namespace Nabla;

/// <summary>A trained network with everything needed to predict: its input schema and the meaning of its outputs.</summary>
public sealed class Model
{
    /// <summary>Initializes a model.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="input">The schema of the raw features, which converts them to the inputs of the network.</param>
    /// <param name="task">The meaning of the outputs: classes or values.</param>
    /// <param name="output">
    /// The layer that converts outputs to predictions: <see cref="Softmax"/>, <see cref="Sigmoid"/> or the identity, with one input per output of the network.
    /// Default: a softmax for classes, or a sigmoid if two classes share one output; the identity for values, and for a network that ends with a softmax.
    /// </param>
    /// <param name="targetScaling">The scale of a regression's outputs, one mean and deviation each: a prediction is output · deviation + mean. Default: outputs are predictions.</param>
    /// <param name="metadata">Additional text to save with the model, such as a recipe; names that begin with "nabla." are reserved. Default: none.</param>
    /// <exception cref="ArgumentException">The network does not fit the input schema or the task, or a name in the metadata is reserved.</exception>
    public Model(Network network, InputSchema input, LearningTask task, Layer? output = null, Standardizer? targetScaling = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(task);
        if (network.Inputs != input.Inputs)
            throw new ArgumentException($"The network takes {network.Inputs} inputs, but the input schema produces {input.Inputs}.", nameof(input));
        if (!task.Accepts(network.Outputs))
            throw new ArgumentException($"The network has {network.Outputs} outputs, which do not fit {task}.", nameof(task));
        (Network, Input, Task) = (network, input, task);
        Output = output ?? DefaultOutput(network, task);
        if (Output is not (Softmax or Sigmoid or Identity))
            throw new ArgumentException($"The output layer is {Output}; expected Softmax, Sigmoid or Identity.", nameof(output));
        if (Output.Inputs != network.Outputs)
            throw new ArgumentException($"The output layer {Output} takes {Output.Inputs} inputs, but the network has {network.Outputs} outputs.", nameof(output));
        if (Output is Softmax && (!task.IsClassification || network.Outputs != task.Names.Count))
            throw new ArgumentException($"A softmax requires one output for each class; got {network.Outputs} outputs for {task}.", nameof(output));
        TargetScaling = targetScaling is null ? null : RequireScaling(targetScaling, network, task);
        Metadata = new ReadOnlyDictionary<string, string>(new Dictionary<string, string>(metadata ?? ReadOnlyDictionary<string, string>.Empty, StringComparer.Ordinal));
        foreach (var (key, value) in Metadata)
        {
            if (key.StartsWith(ModelFile.ReservedPrefix, StringComparison.Ordinal))
                throw new ArgumentException($"The metadata have \"{key}\", but names that begin with \"{ModelFile.ReservedPrefix}\" are reserved; choose another.", nameof(metadata));
            if (value is null)
                throw new ArgumentException($"The metadata have null for \"{key}\"; expected text.", nameof(metadata));
        }
    }

    /// <summary>Gets the trained network.</summary>
    public Network Network { get; }

    /// <summary>Gets the schema of the raw features.</summary>
    public InputSchema Input { get; }

    /// <summary>Gets the meaning of the outputs: classes or values.</summary>
    public LearningTask Task { get; }

    /// <summary>Gets the layer that converts the outputs of the network to predictions: <see cref="Softmax"/>, <see cref="Sigmoid"/> or the identity.</summary>
    public Layer Output { get; }

    /// <summary>Gets the scale of a regression's outputs: a prediction is output · deviation + mean; null if outputs are predictions.</summary>
    public Standardizer? TargetScaling { get; }

    /// <summary>Gets the encoder that converts the rows of tables to examples, as in training.</summary>
    internal TableEncoder Encoder => new(Input, Task, TargetScaling);

    /// <summary>Gets additional text that is saved with the model.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Converts the rows of a table to examples for evaluation, encoded and standardized as in training.</summary>
    /// <param name="table">A table with the columns of the training set, in any order, and the target.</param>
    /// <exception cref="InvalidDataException">A column or a target is missing or does not fit; the message says which.</exception>
    /// <exception cref="InvalidOperationException">The table has no target.</exception>
    public Subset Encode(Table table) => Encoder.Encode(table);

    /// <summary>Reads a model from a safetensors file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="registry">The layers that a file may contain. Default: the library's own.</param>
    /// <exception cref="InvalidDataException">The file is missing, damaged or not a model.</exception>
    public static Model Load(string path, LayerRegistry? registry = null) => ModelFile.Load(path, registry);

    /// <summary>Reads a model from the bytes of its file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">The name of the file in error messages.</param>
    /// <param name="registry">The layers that a file may contain. Default: the library's own.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or not a model.</exception>
    public static Model FromBytes(ReadOnlyMemory<byte> bytes, string name, LayerRegistry? registry = null) => ModelFile.FromBytes(bytes, name, registry);

    /// <summary>Writes the model as a safetensors file. The file appears under its name only once it is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="registry">The layers that <see cref="Load"/> will know. Default: the library's own.</param>
    /// <exception cref="ArgumentException">The model could not be loaded; the message says why. Nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, LayerRegistry? registry = null) => ModelFile.Save(path, this, registry);

    /// <summary>Returns the bytes of the file that <see cref="Save"/> writes.</summary>
    /// <param name="registry">The layers that <see cref="FromBytes"/> will know. Default: the library's own.</param>
    /// <exception cref="ArgumentException">The model could not be loaded; the message says why.</exception>
    public byte[] ToBytes(LayerRegistry? registry = null) => ModelFile.ToBytes(this, registry);

    /// <summary>Writes the model as a safetensors file that PyTorch's <c>load_state_dict</c> accepts. The file appears under its name only once it is complete.</summary>
    /// <remarks>
    /// Tensors have the names of an nn.Sequential with one module per layer: <c>layers.1.gamma</c> is <c>1.weight</c>, <c>layers.1.runningMean</c> is
    /// <c>1.running_mean</c>. The file also contains everything else that a model has: <see cref="Load"/> reads it back, bit for bit.
    /// </remarks>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="NotSupportedException">PyTorch has no module for a layer of the model. Nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePyTorch(string path)
    {
        PyTorchModule.RequireKnown(Network.Layers);
        byte[] bytes = ModelFile.ToBytes(this, LayerRegistry.Default, forPyTorch: true);
        WholeFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Returns a Python program that creates the nn.Sequential as <c>model</c>, standardizes raw features and predicts.</summary>
    /// <param name="path">The file that <see cref="SavePyTorch"/> wrote, for a comment in the program.</param>
    /// <exception cref="NotSupportedException">PyTorch has no module for a layer of the model.</exception>
    public string ToPyTorchCode(string path) => PyTorchProgram.Write(this, path);

    /// <summary>Sets all parameters and running statistics of the network from a state dict that PyTorch saved as safetensors.</summary>
    /// <remarks>
    /// Names and shapes must be those of an nn.Sequential with one module per layer of the network. Elements are 32-bit floats; 16-bit elements (F16, BF16)
    /// are widened, 64-bit elements rounded. No other thread may use the network during the call.
    /// </remarks>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidDataException">The file is missing, damaged or does not fit; the message lists missing and unexpected tensors. The network is unchanged.</exception>
    public void LoadStateDict(string path) => StateDict.Load(Network, path);

    private static Standardizer RequireScaling(Standardizer scaling, Network network, LearningTask task)
    {
        if (task.IsClassification)
            throw new ArgumentException("A classification has no values to scale; leave the target scaling out.", nameof(scaling));
        if (scaling.Groups != network.Outputs || scaling.Deviation.Count != network.Outputs)
            throw new ArgumentException($"The target scaling has {scaling.Groups} means and {scaling.Deviation.Count} deviations; expected {network.Outputs}, one for each output.", nameof(scaling));
        if (!scaling.Mean.All(double.IsFinite) || !scaling.Deviation.All(deviation => double.IsFinite(deviation) && deviation > 0))
            throw new ArgumentException("The target scaling has a mean that is not finite, or a deviation that is not a finite number above 0.", nameof(scaling));
        return scaling;
    }

    private static Layer DefaultOutput(Network network, LearningTask task)
    {
        if (!task.IsClassification || network.Layers[^1] is Softmax)
            return new Identity(network.Outputs);
        return network.Outputs == task.Names.Count ? new Softmax(network.Outputs) : new Sigmoid(network.Outputs);
    }
}
