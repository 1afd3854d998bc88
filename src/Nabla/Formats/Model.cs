using System.Collections.ObjectModel;

using Nabla.Networks;

namespace Nabla;

/// <summary>Everything that is needed to predict with a trained network: the network, its input schema and what its outputs mean.</summary>
public sealed class Model
{
    /// <summary>Creates a model.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="input">The raw features, and how they become the inputs of the network.</param>
    /// <param name="task">What the outputs mean: classes or values.</param>
    /// <param name="output">
    /// What turns outputs into predictions: <see cref="Softmax"/>, <see cref="Sigmoid"/> or the identity, with one input for each output of the network.
    /// Default: a softmax for classes, or a sigmoid if two classes share one output; the identity for values, and for a network that ends with a softmax.
    /// </param>
    /// <param name="targetScaling">The scale of a regression's outputs, one mean and deviation each: a prediction is output · deviation + mean. Default: outputs are predictions.</param>
    /// <param name="metadata">Other text to keep with the model, such as a recipe; names that begin with "nabla." are reserved. Default: none.</param>
    /// <exception cref="ArgumentException">The network does not fit the input schema or the task, or a name in the metadata is reserved.</exception>
    public Model(Network network, InputSchema input, LearningTask task, Layer? output = null, Standardizer? targetScaling = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(task);
        if (network.Inputs != input.Inputs)
            throw new ArgumentException($"The network takes {network.Inputs} inputs, but the input schema makes {input.Inputs} of the features.", nameof(input));
        if (!task.Accepts(network.Outputs))
            throw new ArgumentException($"The network has {network.Outputs} outputs, which do not fit {task}.", nameof(task));
        (Network, Input, Task) = (network, input, task);
        Output = output ?? DefaultOutput(network, task);
        if (Output is not (Softmax or Sigmoid or Identity))
            throw new ArgumentException($"The output layer is {Output}; expected Softmax, Sigmoid or Identity.", nameof(output));
        if (Output.Inputs != network.Outputs)
            throw new ArgumentException($"The output layer {Output} takes {Output.Inputs} inputs, but the network has {network.Outputs} outputs.", nameof(output));
        if (Output is Softmax && (!task.IsClassification || network.Outputs != task.Names.Count))
            throw new ArgumentException($"A softmax takes one output a class; {network.Outputs} outputs for {task} do not have that.", nameof(output));
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

    /// <summary>Gets what the outputs mean: classes or values.</summary>
    public LearningTask Task { get; }

    /// <summary>Gets the layer that turns the outputs of the network into predictions: <see cref="Softmax"/>, <see cref="Sigmoid"/> or the identity.</summary>
    public Layer Output { get; }

    /// <summary>Gets the scale of a regression's outputs: a prediction is output · deviation + mean; null if outputs are predictions.</summary>
    public Standardizer? TargetScaling { get; }

    /// <summary>Gets what turns the rows of tables into examples, as in training.</summary>
    internal TableEncoder Encoder => new(Input, Task, TargetScaling);

    /// <summary>Gets other text that is kept with the model.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Turns the rows of a table into examples for the network, encoded and standardized as in training: to evaluate it on.</summary>
    /// <param name="table">Has the columns of the training set, in any order, and the target.</param>
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

    /// <summary>Writes the model as a safetensors file; the file gets its name only when it is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="registry">The layers that <see cref="Load"/> knows. Default: the library's own.</param>
    /// <exception cref="ArgumentException">The model could not be loaded again; the message says why. Nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written there.</exception>
    public void Save(string path, LayerRegistry? registry = null) => ModelFile.Save(path, this, registry);

    /// <summary>Returns the bytes of the file that <see cref="Save"/> writes.</summary>
    /// <param name="registry">The layers that <see cref="FromBytes"/> knows. Default: the library's own.</param>
    /// <exception cref="ArgumentException">The model could not be loaded again; the message says why.</exception>
    public byte[] ToBytes(LayerRegistry? registry = null) => ModelFile.ToBytes(this, registry);

    /// <summary>Writes the model as a safetensors file that PyTorch's <c>load_state_dict</c> accepts; the file gets its name only when it is complete.</summary>
    /// <remarks>
    /// Tensors have the names of an nn.Sequential with a module for each layer: <c>layers.1.gamma</c> is <c>1.weight</c>, <c>layers.1.runningMean</c> is
    /// <c>1.running_mean</c>. The file holds everything else that a model has, too: <see cref="Load"/> reads it back, to the bit.
    /// </remarks>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="NotSupportedException">PyTorch has no module for a layer of the model. Nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written there.</exception>
    public void SavePyTorch(string path)
    {
        PyTorchModule.RequireKnown(Network.Layers);
        byte[] bytes = ModelFile.ToBytes(this, LayerRegistry.Default, forPyTorch: true);
        WholeFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Returns a Python program that creates the nn.Sequential as <c>model</c>, standardizes raw features and predicts.</summary>
    /// <param name="path">The file that <see cref="SavePyTorch"/> wrote, as a comment of the program names it.</param>
    /// <exception cref="NotSupportedException">PyTorch has no module for a layer of the model.</exception>
    public string ToPyTorchCode(string path) => PyTorchProgram.Write(this, path);

    /// <summary>Sets all parameters and running statistics of the network to those of a state dict that PyTorch saved as safetensors.</summary>
    /// <remarks>
    /// Names and shapes must be those of an nn.Sequential with a module for each layer of the network. Elements are 32-bit floats; those of 16 bits (F16, BF16)
    /// are widened, those of 64 bits rounded. No other thread may use the network meanwhile.
    /// </remarks>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidDataException">The file is missing, damaged or does not fit; the message names the tensors that are missing or unexpected. The network is unchanged.</exception>
    public void LoadStateDict(string path) => StateDict.Load(Network, path);

    private static Standardizer RequireScaling(Standardizer scaling, Network network, LearningTask task)
    {
        if (task.IsClassification)
            throw new ArgumentException("A classification has no values to scale; leave the target scaling out.", nameof(scaling));
        if (scaling.Groups != network.Outputs || scaling.Deviation.Count != network.Outputs)
            throw new ArgumentException($"The target scaling has {scaling.Groups} means and {scaling.Deviation.Count} deviations; expected {network.Outputs}, one an output.", nameof(scaling));
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
