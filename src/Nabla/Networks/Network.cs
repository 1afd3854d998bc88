using Nabla.Networks;

namespace Nabla;

/// <summary>A sequence of layers, in which each takes the output of the one before it.</summary>
/// <remarks>
/// A network holds parameters and no data of a batch. Many threads may use one network, each with its own <see cref="Workspace"/>,
/// as long as none of them trains it.
/// </remarks>
public sealed partial class Network
{
    private bool _isInitialized;

    /// <summary>Initializes a network of the layers, and moves their parameters into flat arrays.</summary>
    /// <param name="layers">The layers; at least one. Each must fit the one before it, and none may belong to another network or block.</param>
    /// <exception cref="ArgumentException">Adjacent layers do not fit.</exception>
    /// <exception cref="ArgumentException">A layer already belongs to a network or a block, or occurs twice: use <see cref="Layer.Copy"/>.</exception>
    public Network(params IReadOnlyList<Layer> layers)
    {
        Chain = Chain.Of(layers, "network");
        Parameters = new ParameterStore(Chain.Layers);
        Chain.Claim("network");
    }

    /// <summary>Gets the layers as a chain.</summary>
    internal Chain Chain { get; }

    /// <summary>Gets the layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers => Chain.Layers;

    /// <summary>Gets all parameters.</summary>
    public ParameterStore Parameters { get; }

    /// <summary>Gets the number of input features.</summary>
    public int Inputs => Chain[0].Inputs;

    /// <summary>Gets the number of output features.</summary>
    public int Outputs => Chain[^1].Outputs;

    /// <summary>Draws the initial parameters of every layer from a seed.</summary>
    /// <param name="seed">The seed; the same seed gives the same parameters.</param>
    public void Initialize(ulong seed) => Initialize(new RandomKey(seed).Fold(RandomStreams.Initialization));

    /// <summary>Draws the initial parameters of every layer, each layer from its own random stream.</summary>
    /// <param name="key">The key of the random numbers.</param>
    public void Initialize(RandomKey key)
    {
        Chain.Initialize(key);
        MarkInitialized();
    }

    /// <summary>Returns a network of the same layers with copies of the parameters and running statistics.</summary>
    internal Network Copy()
    {
        var copy = new Network([.. Layers.Select(layer => layer.Copy())]);
        Parameters.State.CopyTo(copy.Parameters.State);
        copy.MarkInitialized();
        return copy;
    }

    /// <summary>Throws if the network has no initial parameters: with all weights of a layer 0, training could not make its units differ.</summary>
    /// <remarks>Weights that were drawn, loaded, copied or set explicitly are accepted; for intentional zeros use <see cref="Initializer.Zeros"/>.</remarks>
    /// <exception cref="InvalidOperationException"><see cref="Initialize(ulong)"/> was not called, and all elements of a weight are 0.</exception>
    public void RequireInitialized()
    {
        if (_isInitialized)
            return;
        foreach (var parameter in Parameters.All)
        {
            if (parameter.IsWeight && !parameter.Value.Data.ContainsAnyExcept(0f))
            {
                throw new InvalidOperationException(
                    $"{parameter.Name} is entirely 0: the network was not initialised. Call network.Initialize(seed) before training; for zeros on purpose choose Initializer.Zeros.");
            }
        }
    }

    /// <summary>Marks the parameters as initialised: they were read from a file.</summary>
    internal void MarkInitialized() => _isInitialized = true;

    /// <summary>Creates memory for batches of up to this many rows.</summary>
    public Workspace CreateWorkspace(int batchCapacity, Processor processor) => new(this, batchCapacity, processor);

    /// <summary>Computes the outputs for rows of features: an inference pass.</summary>
    /// <param name="x">The features, [rows, <see cref="Inputs"/>], all finite. More rows than the workspace holds are processed in several passes.</param>
    /// <param name="outputs">Receives the outputs, [rows, <see cref="Outputs"/>], in the caller's memory, which no later pass changes.</param>
    /// <param name="workspace">A workspace of this network that no other thread is using.</param>
    /// <exception cref="ArgumentException">A shape differs from the one documented. A feature is not finite, or the workspace belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the workspace.</exception>
    public void Predict(ReadOnlyMatrixView x, MatrixView outputs, Workspace workspace)
    {
        RequirePredictable(x, outputs);
        workspace.Enter(this);
        try
        {
            var pass = new Pass(workspace.Processor, PassMode.Inference);
            for (int first = 0; first < x.Rows; first += workspace.BatchCapacity)
            {
                int rows = Math.Min(workspace.BatchCapacity, x.Rows - first);
                Chain.Forward(in pass, x.Slice(first, rows), new WorkspaceMemory(workspace)).CopyTo(outputs.Slice(first, rows));
            }
        }
        finally
        {
            workspace.Leave();
        }
    }

    /// <summary>Throws if <see cref="Predict"/> cannot process the arguments; nothing has been written.</summary>
    /// <exception cref="ArgumentException">A shape differs from what the network expects, or a feature is not finite.</exception>
    internal void RequirePredictable(ReadOnlyMatrixView x, MatrixView outputs)
    {
        ShapeException.ThrowIfDifferent("Network", "input", x.Rows, x.Columns, x.Rows, Inputs);
        ShapeException.ThrowIfDifferent("Network", "output", outputs.Rows, outputs.Columns, x.Rows, Outputs);
        FiniteFeatures.Require(x);
    }

    /// <summary>Runs a batch through all layers.</summary>
    /// <param name="pass">The context of the pass: mode, step and random key.</param>
    /// <param name="x">The input, [rows, <see cref="Inputs"/>].</param>
    /// <param name="workspace">Receives the output of every layer.</param>
    /// <returns>The output of the last layer, [rows, <see cref="Outputs"/>], stored in the workspace until the next pass.</returns>
    /// <exception cref="ArgumentException">A shape differs from the one documented, or the workspace belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the workspace.</exception>
    public ReadOnlyMatrixView Forward(in Pass pass, ReadOnlyMatrixView x, Workspace workspace)
    {
        workspace.Enter(this);
        try
        {
            return Chain.Forward(in pass, x, new WorkspaceMemory(workspace));
        }
        finally
        {
            workspace.Leave();
        }
    }

    /// <summary>Returns the memory for the gradient of the loss with respect to the output, [rows, <see cref="Outputs"/>].</summary>
    public MatrixView OutputGradient(int rows, Workspace workspace)
    {
        workspace.RequireOf(this);
        return workspace.Gradient(Chain.Count - 1, rows);
    }

    /// <summary>Computes the gradients from the output gradient, and adds to every parameter's gradient.</summary>
    /// <param name="pass">The pass given to <see cref="Forward"/>.</param>
    /// <param name="x">The input given to <see cref="Forward"/>.</param>
    /// <param name="workspace">The workspace given to <see cref="Forward"/>, with <see cref="OutputGradient"/> filled in.</param>
    /// <param name="inputGradient">Receives ∂L/∂x, [rows, <see cref="Inputs"/>]; empty if it is not required, which saves a matrix product.</param>
    /// <exception cref="InvalidOperationException">Another thread is using the workspace.</exception>
    public void Backward(in Pass pass, ReadOnlyMatrixView x, Workspace workspace, MatrixView inputGradient = default)
    {
        workspace.Enter(this);
        try
        {
            Chain.Backward(in pass, x, new WorkspaceMemory(workspace), workspace.Gradient(Chain.Count - 1, x.Rows), inputGradient);
        }
        finally
        {
            workspace.Leave();
        }
    }

    /// <summary>Updates the running statistics of every layer that has them with a training batch's. Call it once a step, after <see cref="Backward"/>.</summary>
    /// <param name="pass">The pass given to <see cref="Forward"/>.</param>
    /// <param name="rows">The number of rows of the batch.</param>
    /// <param name="workspace">The workspace given to <see cref="Forward"/>.</param>
    /// <exception cref="InvalidOperationException">Another thread is using the workspace.</exception>
    public void UpdateStatistics(in Pass pass, int rows, Workspace workspace)
    {
        workspace.RequireOf(this);
        if (Parameters.Buffers.Count == 0)
            return;
        workspace.Enter(this);
        try
        {
            Chain.UpdateStatistics(in pass, rows, new WorkspaceMemory(workspace));
        }
        finally
        {
            workspace.Leave();
        }
    }

    /// <summary>Returns the layers, one per line.</summary>
    public override string ToString() => string.Join('\n', Layers.Select((layer, i) => $"layers[{i}] {layer}"));
}
