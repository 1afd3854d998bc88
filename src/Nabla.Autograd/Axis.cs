namespace Nabla.Autograd;

/// <summary>What a sum or a mean runs over.</summary>
public enum Axis
{
    /// <summary>Over rows: one number for each column, [1, columns]. Of a batch: over the samples.</summary>
    Rows,

    /// <summary>Over columns: one number for each row, [rows, 1]. Of a batch: over the features.</summary>
    Columns,

    /// <summary>Over everything: [1, 1].</summary>
    All,
}
