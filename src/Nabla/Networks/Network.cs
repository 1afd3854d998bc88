using Nabla.Kernels;
using Nabla.Layers;
using Nabla.Numerics;

namespace Nabla.Networks;

/// <summary>Layers in a row: each takes in what the one before it puts out.</summary>
/// <remarks>
/// A network holds parameters and nothing of a batch. Many threads may use one network, each with its own <see cref="Workspace"/>,
/// as long as none of them trains it.
/// </remarks>
public sealed class Network
{
    /// <summary>Takes the layers in and moves their parameters into flat arrays.</summary>
    /// <param name="layers">At least one; each fits the one before it.</param>
    /// <exception cref="ShapeException">Two neighbours do not fit.</exception>
    public Network(params IReadOnlyList<Layer> layers)
    {
        if (layers.Count == 0)
            throw new ArgumentException("A network has at least one layer.", nameof(layers));
        LayersInARow.RequireFit(layers);
        Layers = [.. layers];
        Parameters = new ParameterStore(Layers);
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>All parameters.</summary>
    public ParameterStore Parameters { get; }

    /// <summary>Features of a row that comes in.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>Features of a row that goes out.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>Draws every layer's first parameters, each layer from its own stream.</summary>
    public void Initialize(RandomKey key)
    {
        for (int i = 0; i < Layers.Count; i++)
            Layers[i].Initialize(key.Fold((ulong)i));
    }

    /// <summary>Memory for batches of up to this many rows.</summary>
    public Workspace CreateWorkspace(int batchCapacity, Processor processor) => new(Layers, batchCapacity, processor);

    /// <summary>Runs a batch through all layers.</summary>
    /// <param name="pass">Mode, step and random numbers.</param>
    /// <param name="x">[rows, <see cref="Inputs"/>].</param>
    /// <param name="workspace">Receives what every layer puts out.</param>
    /// <returns>What the last layer put out, [rows, <see cref="Outputs"/>]: it lives in the workspace until the next pass.</returns>
    public ReadOnlyMatrixView Forward(in Pass pass, ReadOnlyMatrixView x, Workspace workspace)
    {
        var input = x;
        for (int i = 0; i < Layers.Count; i++)
        {
            var output = workspace.Output(i, x.Rows);
            Layers[i].Forward(pass with { Key = pass.Key.Fold((ulong)i) }, input, output, workspace.Cache(i, x.Rows));
            input = output;
        }

        return input;
    }

    /// <summary>Where the loss puts its gradient: [rows, <see cref="Outputs"/>].</summary>
    public MatrixView OutputGradient(int rows, Workspace workspace) => workspace.Gradient(Layers.Count - 1, rows);

    /// <summary>Adds to every parameter's gradient, from the gradient of the output.</summary>
    /// <param name="pass">As it was in <see cref="Forward"/>.</param>
    /// <param name="x">As it was.</param>
    /// <param name="workspace">As forward left it, with <see cref="OutputGradient"/> filled in.</param>
    /// <param name="inputGradient">Receives ∂L/∂x, [rows, <see cref="Inputs"/>]; empty when nobody needs it, which saves a product.</param>
    public void Backward(in Pass pass, ReadOnlyMatrixView x, Workspace workspace, MatrixView inputGradient = default)
    {
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            var input = i == 0 ? x : workspace.Output(i - 1, x.Rows);
            var dx = i == 0 ? inputGradient : workspace.Gradient(i - 1, x.Rows);
            Layers[i].Backward(
                pass with { Key = pass.Key.Fold((ulong)i) },
                input, workspace.Output(i, x.Rows), workspace.Cache(i, x.Rows), workspace.Gradient(i, x.Rows), dx,
                workspace.Scratch(i, x.Rows));
        }
    }

    /// <summary>Folds a training batch's statistics into the running ones of every layer that has them: once a step, after <see cref="Backward"/>.</summary>
    /// <param name="pass">As it was in <see cref="Forward"/>.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="workspace">As forward left it.</param>
    public void UpdateStatistics(in Pass pass, int rows, Workspace workspace)
    {
        for (int i = 0; i < Layers.Count; i++)
            Layers[i].UpdateStatistics(pass with { Key = pass.Key.Fold((ulong)i) }, rows, workspace.Cache(i, rows));
    }

    /// <summary>Its layers, one a line.</summary>
    public override string ToString() => string.Join('\n', Layers.Select((layer, i) => $"layers[{i}] {layer}"));
}
