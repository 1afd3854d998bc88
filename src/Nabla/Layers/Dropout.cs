using System.Globalization;

namespace Nabla.Networks;

/// <summary>Sets a random subset of the inputs to 0 during training; the identity at inference.</summary>
/// <remarks>
/// p the probability of being dropped, m the mask (0 or 1, one entry for each element).
/// <code>
/// forward    y = x ∘ m/(1 − p)            E[y] = x, so inference is the identity
/// backward   dx = dy ∘ m/(1 − p)
/// </code>
/// "Inverted" dropout: the outputs are scaled in training (Srivastava et al. 2014, section 10, and PyTorch).
/// The mask depends on seed, layer, step and position only: <see cref="Pass.Key"/> folded with <see cref="Pass.Step"/>. Positions count from
/// the first row of the whole batch, so a part of a batch gets its rows of the whole batch's mask: <see cref="Pass.RowOffset"/>.
/// Derivation: docs/derivations/dropout.md.
/// </remarks>
public sealed class Dropout : Layer
{
    /// <summary>Initializes a dropout layer.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    /// <param name="probability">p, the probability of dropping an element; from 0 to 1. Default 0.5 (Srivastava et al. 2014, for hidden layers).</param>
    public Dropout(int width, double probability = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), probability, string.Create(CultureInfo.InvariantCulture, $"The probability of dropout is {probability}; it must be from 0 to 1."));
        }

        (Inputs, Probability) = (width, probability);
    }

    /// <inheritdoc/>
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override int Inputs { get; }

    /// <inheritdoc/>
    public override int Outputs => Inputs;

    /// <summary>Gets p, the probability of dropping an element.</summary>
    public double Probability { get; }

    /// <summary>Returns the length of m/(1 − p), stored row by row.</summary>
    public override int CacheLength(int rows) => Probability == 0 ? 0 : checked(rows * Inputs);

    /// <inheritdoc/>
    public override LayerDescription Describe() => new LayerDescription(Kind, Inputs, Outputs).With("probability", Probability);

    /// <inheritdoc/>
    protected override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache)
    {
        if (pass.Mode != PassMode.Training || Probability == 0)
        {
            x.CopyTo(y);
            return;
        }

        DropoutMask.Draw(pass.Processor, pass.Key.Fold((ulong)pass.Step), Probability, checked((ulong)pass.RowOffset * (ulong)Inputs), cache);
        Combine.Multiply(pass.Processor, x, Factors(cache, x.Rows), y);                                 // y = x ∘ m/(1 − p)
    }

    /// <inheritdoc/>
    protected override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        if (dx.IsEmpty)
            return;
        if (Probability == 0)
            dy.CopyTo(dx);
        else
            Combine.Multiply(pass.Processor, dy, Factors(cache, x.Rows), dx);                           // dx = dy ∘ m/(1 − p)
    }

    private ReadOnlyMatrixView Factors(ReadOnlySpan<float> cache, int rows) => new(cache, rows, Inputs);
}
