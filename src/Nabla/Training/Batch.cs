using Nabla.Data;
using Nabla.Networks;
using Nabla.Numerics;

namespace Nabla.Training;

/// <summary>A batch's examples beside a workspace: features in its input, and their labels and losses. Sized once.</summary>
internal sealed class Batch(Workspace workspace)
{
    private readonly int[] _rows = new int[workspace.BatchCapacity];
    private readonly int[] _labels = new int[workspace.BatchCapacity];
    private readonly float[] _losses = new float[workspace.BatchCapacity];

    public Workspace Workspace => workspace;

    public int Rows { get; private set; }

    public MatrixView Features => workspace.Input(Rows);

    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Rows);

    public Span<float> Losses => _losses.AsSpan(0, Rows);

    /// <summary>Fetches the examples at these positions of a split.</summary>
    public void Gather(Subset examples, ReadOnlySpan<int> positions)
    {
        Rows = positions.Length;
        examples.Gather(workspace.Processor, positions, _rows.AsSpan(0, Rows), Features, _labels.AsSpan(0, Rows));
    }
}
