using Nabla.Networks;

namespace Nabla;

/// <summary>Layers in a row: each takes in what the one before it puts out.</summary>
/// <remarks>
/// A network holds parameters and nothing of a batch. Many threads may use one network, each with its own <see cref="Workspace"/>,
/// as long as none of them trains it.
/// </remarks>
public sealed partial class Network
{
    private bool _isInitialized;

    /// <summary>Takes the layers in and moves their parameters into flat arrays.</summary>
    /// <param name="layers">At least one; each fits the one before it, and none belongs to another network or block.</param>
    /// <exception cref="ArgumentException">Two neighbours do not fit.</exception>
    /// <exception cref="ArgumentException">A layer already belongs to a network or a block, or stands here twice: <see cref="Layer.Copy"/> gives another.</exception>
    public Network(params IReadOnlyList<Layer> layers)
    {
        Chain = Chain.Of(layers, "network");
        Parameters = new ParameterStore(Chain.Layers);
        Chain.Claim("network");
    }

    /// <summary>Gets the layers with the way a pass takes through them.</summary>
    internal Chain Chain { get; }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers => Chain.Layers;

    /// <summary>All parameters.</summary>
    public ParameterStore Parameters { get; }

    /// <summary>Gets the number of input features.</summary>
    public int Inputs => Chain[0].Inputs;

    /// <summary>Gets the number of output features.</summary>
    public int Outputs => Chain[^1].Outputs;

    /// <summary>Draws the initial parameters of every layer from a seed.</summary>
    /// <param name="seed">The seed; the same seed gives the same parameters.</param>
    public void Initialize(ulong seed) => Initialize(new RandomKey(seed).Fold(RandomStreams.Initialization));

    /// <summary>Draws the initial parameters of every layer, each layer from its own stream.</summary>
    /// <param name="key">Names the random numbers.</param>
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

    /// <summary>Refuses a network that nobody has given parameters: all weights of a layer are 0, and training could not tell its units apart.</summary>
    /// <remarks>Weights that were drawn, loaded, copied or set by hand are accepted; zeros on purpose are <see cref="Initializer.Zeros"/>.</remarks>
    /// <exception cref="InvalidOperationException"><see cref="Initialize(ulong)"/> was not called, and some weight is entirely 0.</exception>
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

    /// <summary>Notes that the parameters are what somebody wants them to be: they were read from a file.</summary>
    internal void MarkInitialized() => _isInitialized = true;

    /// <summary>Memory for batches of up to this many rows.</summary>
    public Workspace CreateWorkspace(int batchCapacity, Processor processor) => new(this, batchCapacity, processor);

    /// <summary>Computes the outputs for rows of features: an inference pass.</summary>
    /// <param name="x">The features, [rows, <see cref="Inputs"/>], all finite. More rows than the workspace holds are processed one workspace after the other.</param>
    /// <param name="outputs">Receives the outputs, [rows, <see cref="Outputs"/>]: memory of the caller, which no later pass changes.</param>
    /// <param name="workspace">A workspace of this network that no other thread is using.</param>
    /// <exception cref="ArgumentException">A shape differs from these. A feature is not finite, or the workspace belongs to another network.</exception>
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

    /// <summary>Refuses what <see cref="Predict"/> cannot process, before anything is written.</summary>
    /// <exception cref="ArgumentException">A shape differs from what the network expects, or a feature is not finite.</exception>
    internal void RequirePredictable(ReadOnlyMatrixView x, MatrixView outputs)
    {
        ShapeException.ThrowIfDifferent("Network", "input", x.Rows, x.Columns, x.Rows, Inputs);
        ShapeException.ThrowIfDifferent("Network", "output", outputs.Rows, outputs.Columns, x.Rows, Outputs);
        FiniteFeatures.Require(x);
    }

    /// <summary>Runs a batch through all layers.</summary>
    /// <param name="pass">Mode, step and random numbers.</param>
    /// <param name="x">[rows, <see cref="Inputs"/>].</param>
    /// <param name="workspace">Receives the output of every layer.</param>
    /// <returns>The output of the last layer, [rows, <see cref="Outputs"/>]: it lives in the workspace until the next pass.</returns>
    /// <exception cref="ArgumentException">A shape differs from these, or the workspace belongs to another network.</exception>
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

    /// <summary>Where the loss puts its gradient: [rows, <see cref="Outputs"/>].</summary>
    public MatrixView OutputGradient(int rows, Workspace workspace)
    {
        workspace.RequireOf(this);
        return workspace.Gradient(Chain.Count - 1, rows);
    }

    /// <summary>Adds to every parameter's gradient, from the gradient of the output.</summary>
    /// <param name="pass">As it was in <see cref="Forward"/>.</param>
    /// <param name="x">As it was.</param>
    /// <param name="workspace">As forward left it, with <see cref="OutputGradient"/> filled in.</param>
    /// <param name="inputGradient">Receives ∂L/∂x, [rows, <see cref="Inputs"/>]; empty if it is not required, which saves a product.</param>
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

    /// <summary>Folds a training batch's statistics into the running ones of every layer that has them: once a step, after <see cref="Backward"/>.</summary>
    /// <param name="pass">As it was in <see cref="Forward"/>.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="workspace">As forward left it.</param>
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

    /// <summary>Its layers, one a line.</summary>
    public override string ToString() => string.Join('\n', Layers.Select((layer, i) => $"layers[{i}] {layer}"));
}
