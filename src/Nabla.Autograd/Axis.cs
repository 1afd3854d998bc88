namespace Nabla.Autograd;

/// <summary>Specifies the elements that a sum or a mean is taken over.</summary>
public enum Axis
{
    /// <summary>Over rows: one element per column, [1, columns]. For a batch: over the samples.</summary>
    Rows,

    /// <summary>Over columns: one element per row, [rows, 1]. For a batch: over the features.</summary>
    Columns,

    /// <summary>Over all elements: [1, 1].</summary>
    All,
}
