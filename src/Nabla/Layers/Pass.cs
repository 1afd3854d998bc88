namespace Nabla.Networks;

/// <summary>Specifies the purpose of a pass.</summary>
public enum PassMode
{
    /// <summary>Training: a backward pass follows.</summary>
    Training,

    /// <summary>Inference for each row independently: a normalisation uses its running statistics.</summary>
    Inference,

    /// <summary>Inference for a whole batch: a normalisation uses the batch's own statistics, so the outputs of its rows depend on each other.</summary>
    Transductive,
}

/// <summary>The context of a pass: everything that a layer may depend on besides its input.</summary>
/// <remarks>
/// A batch may be processed in parts, for example on several machines. <see cref="RowOffset"/> and <see cref="BatchRows"/> tell a layer which rows
/// of the whole batch it receives, so that random values and sums do not depend on how the batch was split.
/// </remarks>
/// <param name="Processor">The processor that runs the kernels; never changes a result.</param>
/// <param name="Mode">The purpose of the pass.</param>
/// <param name="Step">The training step, counted from 1; 0 at inference.</param>
/// <param name="Key">The layer's own random key: together with the step it determines all its random values.</param>
public readonly record struct Pass(Processor Processor, PassMode Mode, long Step = 0, RandomKey Key = default)
{
    // 0 if the rows of the pass are the whole batch.
    private readonly long _batchRows;

    /// <summary>Gets the position of the first row in the whole batch, counted from 0. Default 0.</summary>
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

    /// <summary>Throws if the pass is a default value or its rows lie outside the batch.</summary>
    internal void RequireUsable(int rows)
    {
        if (Processor is null || (_batchRows != 0 && RowOffset + rows > _batchRows))
            ThrowUnusable(rows);
    }

    private void ThrowUnusable(int rows) => throw (Processor is null
        ? new InvalidOperationException("This pass has no processor, so it is default(Pass): create it with new Pass(processor, mode).")
        : new ShapeException($"Pass: {rows} rows from row {RowOffset} on lie outside the batch of {BatchRows} rows."));

    /// <summary>Throws if the pass covers part of a batch, for a layer that needs the statistics of the whole.</summary>
    internal void RequireWholeBatch(Layer layer, int rows)
    {
        if (RowOffset != 0 || (BatchRows ?? rows) != rows)
        {
            throw new NotSupportedException(
                $"{layer}: the pass has {rows} rows from row {RowOffset} on of a batch of {BatchRows?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "more"}; the statistics of a batch cannot be computed from a part of it yet: pass whole batches, or leave the layer out.");
        }
    }
}
