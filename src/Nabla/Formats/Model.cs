using System.Collections.ObjectModel;
using Nabla.Data;
using Nabla.Layers;
using Nabla.Networks;

namespace Nabla.Formats;

/// <summary>What turns the outputs of a network into predictions.</summary>
public enum OutputActivation
{
    /// <summary>None: the outputs are the predicted values, or already probabilities.</summary>
    None,

    /// <summary>A softmax: the outputs are logits, one a class, as cross-entropy trains them.</summary>
    Softmax,

    /// <summary>A sigmoid of each output: the outputs are logits of yes or no, as binary cross-entropy trains them.</summary>
    Sigmoid,
}

/// <summary>Everything that is needed to predict with a trained network: the network, its input schema and what its outputs mean.</summary>
public sealed class Model
{
    /// <summary>Creates a model.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="input">The raw features, and how they become the inputs of the network.</param>
    /// <param name="task">What the outputs mean: classes or values.</param>
    /// <param name="output">What turns outputs into predictions. Default: a softmax for classes, or a sigmoid if two classes share one output; none for values.</param>
    /// <param name="metadata">Other text to keep with the model, such as a recipe; names that begin with "nabla." are reserved. Default: none.</param>
    /// <exception cref="ArgumentException">The network does not fit the input schema or the task, or a name in the metadata is reserved.</exception>
    public Model(Network network, InputSchema input, LearningTask task, OutputActivation? output = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(task);
        if (network.Inputs != input.Features)
            throw new ArgumentException($"The network takes {network.Inputs} inputs, but the input schema has {input.Features} features.", nameof(input));
        if (!task.Accepts(network.Outputs))
            throw new ArgumentException($"The network has {network.Outputs} outputs, which do not fit {task}.", nameof(task));
        (Network, Input, Task) = (network, input, task);
        Output = output ?? DefaultOutput(network, task);
        if (!Enum.IsDefined(Output))
            throw new ArgumentOutOfRangeException(nameof(output), output, "There is no such output activation.");
        if (Output == OutputActivation.Softmax && (task.Kind != TaskKind.Classification || network.Outputs != task.Names.Count))
            throw new ArgumentException($"A softmax takes one output a class; {network.Outputs} outputs for {task} do not have that.", nameof(output));
        Metadata = new ReadOnlyDictionary<string, string>(new SortedDictionary<string, string>(new Dictionary<string, string>(metadata ?? ReadOnlyDictionary<string, string>.Empty), StringComparer.Ordinal));
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

    /// <summary>Gets what turns outputs into predictions.</summary>
    public OutputActivation Output { get; }

    /// <summary>Gets other text that is kept with the model.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    private static OutputActivation DefaultOutput(Network network, LearningTask task)
    {
        if (task.Kind == TaskKind.Regression || network.Layers[^1] is Softmax)
            return OutputActivation.None;
        return network.Outputs == task.Names.Count ? OutputActivation.Softmax : OutputActivation.Sigmoid;
    }
}
