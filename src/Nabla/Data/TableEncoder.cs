namespace Nabla.Networks;

/// <summary>Converts the rows of tables to examples for a network, encoded and standardized with the statistics of the training set.</summary>
internal sealed class TableEncoder
{
    internal TableEncoder(InputSchema input, LearningTask task, Standardizer? targetScaling) => (Input, Task, TargetScaling) = (input, task, targetScaling);

    /// <summary>Gets the schema that converts columns to inputs of the network.</summary>
    public InputSchema Input { get; }

    /// <summary>Gets the classes, or the name of the value to predict.</summary>
    public LearningTask Task { get; }

    /// <summary>Gets the mean and deviation of the training set's values to predict; null for a classification.</summary>
    public Standardizer? TargetScaling { get; }

    /// <summary>Computes medians, categories, means and deviations from a training set.</summary>
    /// <param name="train">The training set.</param>
    /// <param name="task">The classes, or the name of the value to predict.</param>
    /// <exception cref="InvalidDataException">There are no rows or no features, or a value to predict is missing or not a number.</exception>
    public static TableEncoder Measure(Table train, LearningTask task)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(task);
        return new(InputSchema.Measure(train), task, task.IsClassification ? null : Standardizer.Of(TableTarget.Values(train)));
    }

    /// <summary>Encodes all rows of a table, in order.</summary>
    /// <param name="table">A table with the columns of the training set, in any order, and the target.</param>
    /// <exception cref="InvalidDataException">A column or a target is missing or does not fit; the message says which.</exception>
    /// <exception cref="InvalidOperationException">The table has no target.</exception>
    public Subset Encode(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return TableDataset.Create(table, Input, Task, TargetScaling).All;
    }
}
