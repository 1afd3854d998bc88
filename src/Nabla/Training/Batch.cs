namespace Nabla.Networks;

/// <summary>A batch's examples: features in a workspace's input, and their targets and losses. Allocated once.</summary>
internal sealed class Batch(Network network, Loss loss, Workspace workspace)
{
    private readonly BatchTargets _targets = new(network.Outputs, workspace.BatchCapacity);
    private readonly float[] _losses = new float[workspace.BatchCapacity];
    private Dataset? _dataset;

    public Workspace Workspace => workspace;

    public int Rows => _targets.Count;

    public MatrixView Features => workspace.Input(Rows);

    public Targets Targets => _targets.Targets;

    /// <summary>Gets the true classes; empty for a regression.</summary>
    public ReadOnlySpan<int> Labels => _targets.Labels;

    public Span<float> Losses => _losses.AsSpan(0, Rows);

    /// <summary>Gets the learning task of the examples.</summary>
    public LearningTask Task => _dataset!.Task;

    /// <summary>Copies the examples at these positions of a split.</summary>
    /// <exception cref="ArgumentException">The network or the loss does not fit the data set.</exception>
    public void Gather(Subset examples, ReadOnlySpan<int> positions)
    {
        if (!ReferenceEquals(_dataset, examples.Dataset))
        {
            Compatibility.Require(network, loss, examples.Dataset);
            _dataset = examples.Dataset;
        }

        examples.Gather(workspace.Processor, positions, _targets, workspace.Input(positions.Length));
    }
}
