namespace Nabla.Networks;

/// <summary>Examples in memory and what they teach, in whatever form they are kept cheapest, before any standardisation.</summary>
/// <remarks>
/// Examples are numbered from 0; every example has the same number of features. A data set for classification has one label for each example, a
/// data set for regression as many values for each as its task names. Either may weigh its examples.
/// </remarks>
public abstract class Dataset
{
    /// <summary>What it is called in reports: "cifar10 (training files)", say.</summary>
    public abstract string Name { get; }

    /// <summary>How many examples there are.</summary>
    public abstract int Count { get; }

    /// <summary>How many numbers describe one example.</summary>
    public abstract int Features { get; }

    /// <summary>Gets what can be learned from the examples: one of several classes, or one or more values.</summary>
    public abstract LearningTask Task { get; }

    /// <summary>Gets the class names in the order of the labels; empty for a regression.</summary>
    public IReadOnlyList<string> ClassNames => Task.IsClassification ? Task.Names : [];

    /// <summary>Gets the label of every example, an index into <see cref="ClassNames"/>; empty for a regression.</summary>
    public virtual ReadOnlySpan<int> Labels => default;

    /// <summary>Gets the values to predict, example after example, one for each name of the task; empty for a classification.</summary>
    public virtual ReadOnlySpan<float> Values => default;

    /// <summary>Gets the scale of <see cref="Values"/>: what a network predicts is its output · deviation + mean, for each value; null if the values are raw.</summary>
    /// <remarks>Metrics such as the RMSE are reported of the raw values, whatever the scale.</remarks>
    public virtual Standardizer? TargetScaling => null;

    /// <summary>Gets how much each example counts in the loss: finite, at least 0; empty if each counts 1.</summary>
    public virtual ReadOnlySpan<float> Weights => default;

    /// <summary>Gets the number of classes; 0 for a regression.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>The mean and deviation of each group of features over some of the examples.</summary>
    /// <param name="rows">Which examples: those of the training split, and no other.</param>
    public abstract Standardizer MeasureStandardizer(ReadOnlySpan<int> rows);

    /// <summary>Describes the raw features of an example, for a model trained on this data set.</summary>
    /// <param name="standardizer">The mean and deviation measured on the training split.</param>
    public virtual InputSchema DescribeInput(Standardizer standardizer) => InputSchema.Table(standardizer);

    /// <summary>Copies examples into a batch, standardised on the way.</summary>
    /// <param name="processor">Who does the work.</param>
    /// <param name="rows">Which examples, in which order.</param>
    /// <param name="standardizer">The mean and deviation to take away.</param>
    /// <param name="batch">Where to: rows.Length × <see cref="Features"/>.</param>
    /// <exception cref="ArgumentException">The batch has another shape.</exception>
    public void Gather(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        ShapeException.ThrowIfDifferent(Name, "batch", batch.Rows, batch.Columns, rows.Length, Features);
        GatherCore(processor, rows, standardizer, batch);
    }

    /// <summary>As <see cref="Gather"/>, with shapes that agree.</summary>
    protected abstract void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch);
}
