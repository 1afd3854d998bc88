namespace Nabla.Networks;

/// <summary>The targets of a batch, in memory that is allocated once: labels or values, and weights if the data set has them.</summary>
/// <param name="outputs">The number of outputs of the network. With 1 output for two classes, a label is the value 0 or 1.</param>
/// <param name="capacity">The maximum number of examples in a batch.</param>
internal sealed class BatchTargets(int outputs, int capacity)
{
    private readonly int[] _rows = new int[capacity];
    private readonly int[] _labels = new int[capacity];
    private readonly float[] _weights = new float[capacity];
    private float[] _values = [];
    private int _columns;
    private bool _hasWeights;

    /// <summary>Gets the number of examples in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the indices of the batch's examples in the data set.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Gets the labels of the batch; empty for a regression.</summary>
    public ReadOnlySpan<int> Labels => HasLabels ? _labels.AsSpan(0, Count) : default;

    /// <summary>Gets the targets for the loss.</summary>
    public Targets Targets
    {
        get
        {
            var weights = _hasWeights ? _weights.AsSpan(0, Count) : default;
            return _columns == 0
                ? new(_labels.AsSpan(0, Count), weights)
                : new(new ReadOnlyMatrixView(_values.AsSpan(0, Count * _columns), Count, _columns), weights);
        }
    }

    private bool HasLabels { get; set; }

    /// <summary>Copies the targets of some examples. Allocates nothing, except for the first batch of values.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="positions">Positions in <see cref="Subset.Rows"/>, at most the capacity.</param>
    public void Gather(Subset examples, ReadOnlySpan<int> positions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positions.Length, capacity);
        var dataset = examples.Dataset;
        var rows = examples.Rows.Span;
        Count = positions.Length;
        for (int i = 0; i < positions.Length; i++)
            _rows[i] = rows[positions[i]];

        HasLabels = dataset.Task.IsClassification;
        if (HasLabels)
            GatherLabels(dataset);
        else
            GatherValues(dataset);

        var weights = dataset.Weights;
        _hasWeights = !weights.IsEmpty;
        for (int i = 0; _hasWeights && i < Count; i++)
            _weights[i] = weights[_rows[i]];
    }

    private void GatherLabels(Dataset dataset)
    {
        var labels = dataset.Labels;
        for (int i = 0; i < Count; i++)
            _labels[i] = labels[_rows[i]];

        _columns = dataset.Task.IsOneOutputForTwoClasses(outputs) ? 1 : 0;
        if (_columns == 0)
            return;
        Reserve();
        for (int i = 0; i < Count; i++)
            _values[i] = _labels[i];
    }

    private void GatherValues(Dataset dataset)
    {
        _columns = dataset.Task.Names.Count;
        Reserve();
        var values = dataset.Values;
        for (int i = 0; i < Count; i++)
            values.Slice(_rows[i] * _columns, _columns).CopyTo(_values.AsSpan(i * _columns));
    }

    private void Reserve()
    {
        if (_values.Length < capacity * _columns)
            _values = new float[checked(capacity * _columns)];
    }
}
