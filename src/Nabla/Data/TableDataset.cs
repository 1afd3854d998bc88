namespace Nabla.Networks;

/// <summary>The rows of a table as inputs of a network, encoded and standardized by a schema that was measured on the training set.</summary>
/// <remarks>The values of a regression are standardized too; <see cref="Dataset.TargetScaling"/> converts them, and the outputs of a network, back.</remarks>
internal sealed class TableDataset : Dataset
{
    private readonly InputSchema _schema;
    private readonly Standardizer _identity;
    private readonly float[] _inputs;
    private readonly int[] _labels;
    private readonly float[] _values;
    private readonly float[] _weights;

    private TableDataset(Table table, InputSchema schema, LearningTask task, int[] labels, float[] values, Standardizer? scaling)
    {
        (Name, Count, Task, TargetScaling, _schema, _labels, _values) = (table.Name, table.RowCount, task, scaling, schema, labels, values);
        _inputs = schema.Encode(table);
        _identity = new(new double[schema.Inputs], [.. Enumerable.Repeat(1.0, schema.Inputs)]);
        _weights = table.Weights is { } weights ? [.. weights.Numbers.ToArray().Select(weight => (float)weight)] : [];
    }

    public override string Name { get; }

    public override int Count { get; }

    public override int Features => _schema.Inputs;

    public override LearningTask Task { get; }

    public override Standardizer? TargetScaling { get; }

    public override ReadOnlySpan<int> Labels => _labels;

    public override ReadOnlySpan<float> Values => _values;

    public override ReadOnlySpan<float> Weights => _weights;

    /// <summary>Gets all rows.</summary>
    public Subset All => DataSplits.All(this, _identity);

    /// <summary>Encodes a table for a task.</summary>
    /// <param name="table">A table with the target.</param>
    /// <param name="schema">The schema, measured on the training set.</param>
    /// <param name="task">The classes, or the name of the value to predict.</param>
    /// <param name="scaling">The mean and deviation of the training set's values; null for a classification.</param>
    /// <exception cref="InvalidDataException">A column or a target does not fit; the message says which.</exception>
    public static TableDataset Create(Table table, InputSchema schema, LearningTask task, Standardizer? scaling)
    {
        if (task.IsClassification)
            return new(table, schema, task, TableTarget.Labels(table, task.Names), [], null);
        float[] values = [.. TableTarget.Values(table).Select(value => (float)(scaling?.Apply(value, 0) ?? value))];
        return new(table, schema, task, [], values, scaling);
    }

    /// <summary>Returns the identity: the inputs are already standardized.</summary>
    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows) => _identity;

    public override InputSchema DescribeInput(Standardizer standardizer) => _schema.Then(standardizer);

    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        ReadOnlySpan<float> inputs = _inputs;
        bool isStandardized = ReferenceEquals(standardizer, _identity);
        for (int i = 0; i < rows.Length; i++)
        {
            var row = batch.Row(i);
            inputs.Slice(rows[i] * Features, Features).CopyTo(row);
            if (isStandardized)
                continue;
            for (int j = 0; j < row.Length; j++)
                row[j] = (float)((row[j] - standardizer.Mean[j]) / standardizer.Deviation[j]);
        }
    }
}
