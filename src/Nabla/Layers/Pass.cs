namespace Nabla.Networks;

/// <summary>What a pass is for.</summary>
public enum PassMode
{
    /// <summary>To learn: a backward pass follows.</summary>
    Training,

    /// <summary>To answer, each row by itself: a normalisation uses its running statistics.</summary>
    Inference,

    /// <summary>To answer for a batch as a whole: a normalisation uses that batch's own statistics, so rows depend on each other (claim A33).</summary>
    Transductive,
}

/// <summary>Everything a layer may know besides its input.</summary>
/// <remarks>
/// A batch may be processed in parts, on several machines for example. <see cref="RowOffset"/> and <see cref="BatchRows"/> tell a layer which rows
/// of the whole batch it sees, so that what it draws and what it sums does not depend on the way the batch was cut.
/// </remarks>
/// <param name="Processor">Where its kernels run; never changes a result.</param>
/// <param name="Mode">What the pass is for.</param>
/// <param name="Step">The training step, counted from 1; 0 at inference.</param>
/// <param name="Key">The layer's own random numbers: with the step they settle whatever is random in it.</param>
public readonly record struct Pass(Processor Processor, PassMode Mode, long Step = 0, RandomKey Key = default)
{
    // 0 where the rows of the pass are the whole batch.
    private readonly long _batchRows;

    /// <summary>Gets the place of the first row in the whole batch, counted from 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long RowOffset
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(RowOffset));
            field = value;
        }
    }

    /// <summary>Gets the number of rows of the whole batch; null if the rows of the pass are the whole batch, which is the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long? BatchRows
    {
        get => _batchRows == 0 ? null : _batchRows;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value ?? 1, nameof(BatchRows));
            _batchRows = value ?? 0;
        }
    }

    /// <summary>Refuses a pass that nobody created, and rows that lie outside the batch.</summary>
    internal void RequireUsable(int rows)
    {
        if (Processor is null || (_batchRows != 0 && RowOffset + rows > _batchRows))
            ThrowUnusable(rows);
    }

    private void ThrowUnusable(int rows) => throw (Processor is null
        ? new InvalidOperationException("This pass has no processor, so it is default(Pass): create it with new Pass(processor, mode).")
        : new ShapeException($"Pass: {rows} rows from row {RowOffset} on lie outside the batch of {BatchRows} rows."));

    /// <summary>Refuses a part of a batch, for a layer that needs the statistics of all of it.</summary>
    internal void RequireWholeBatch(Layer layer, int rows)
    {
        if (RowOffset != 0 || (BatchRows ?? rows) != rows)
        {
            throw new NotSupportedException(
                $"{layer}: the pass has {rows} rows from row {RowOffset} on of a batch of {BatchRows?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "more"}; the statistics of a batch cannot be computed from a part of it yet: pass whole batches, or leave the layer out.");
        }
    }
}
