namespace Nabla.Networks;

/// <summary>The base class of data sets: examples in memory and their targets, in a compact form before standardisation.</summary>
/// <remarks>
/// Examples are numbered from 0; every example has the same number of features. A data set for classification has one label per example, a
/// data set for regression one value per example for each name of its task. Either may have sample weights.
/// </remarks>
public abstract class Dataset
{
    /// <summary>Gets the name in reports, such as "cifar10 (training files)".</summary>
    public abstract string Name { get; }

    /// <summary>Gets the number of examples.</summary>
    public abstract int Count { get; }

    /// <summary>Gets the number of features of an example.</summary>
    public abstract int Features { get; }

    /// <summary>Gets the learning task: classification, or regression of one or more values.</summary>
    public abstract LearningTask Task { get; }

    /// <summary>Gets the class names in the order of the labels; empty for a regression.</summary>
    public IReadOnlyList<string> ClassNames => Task.IsClassification ? Task.Names : [];

    /// <summary>Gets the label of every example, an index into <see cref="ClassNames"/>; empty for a regression.</summary>
    public virtual ReadOnlySpan<int> Labels => default;

    /// <summary>Gets the values to predict, example by example, one for each name of the task; empty for a classification.</summary>
    public virtual ReadOnlySpan<float> Values => default;

    /// <summary>Gets the scale of <see cref="Values"/>: a prediction is output · deviation + mean, for each value; null if the values are raw.</summary>
    /// <remarks>Metrics such as the RMSE are in the units of the raw values, whatever the scale.</remarks>
    public virtual Standardizer? TargetScaling => null;

    /// <summary>Gets the weight of each example in the loss; finite, at least 0; empty if all are 1.</summary>
    public virtual ReadOnlySpan<float> Weights => default;

    /// <summary>Gets the number of classes; 0 for a regression.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>Computes the mean and deviation of each group of features over some of the examples.</summary>
    /// <param name="rows">The examples, which should be those of the training split only.</param>
    public abstract Standardizer MeasureStandardizer(ReadOnlySpan<int> rows);

    /// <summary>Describes the raw features of an example, for a model trained on this data set.</summary>
    /// <param name="standardizer">The mean and deviation measured on the training split.</param>
    public virtual InputSchema DescribeInput(Standardizer standardizer) => InputSchema.Table(standardizer);

    /// <summary>Copies examples into a batch and standardizes them.</summary>
    /// <param name="processor">The processor that does the work.</param>
    /// <param name="rows">The indices of the examples, in the order of the batch.</param>
    /// <param name="standardizer">The mean and deviation.</param>
    /// <param name="batch">Receives the features, rows.Length × <see cref="Features"/>.</param>
    /// <exception cref="ArgumentException">The batch has another shape.</exception>
    public void Gather(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        ShapeException.ThrowIfDifferent(Name, "batch", batch.Rows, batch.Columns, rows.Length, Features);
        GatherCore(processor, rows, standardizer, batch);
    }

    /// <summary>Implements <see cref="Gather"/>; shapes have been checked.</summary>
    protected abstract void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch);
}
